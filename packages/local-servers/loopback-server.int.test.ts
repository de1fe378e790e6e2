import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'nats';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLoopbackServer, type ServerKind } from './loopback-server.ts';
import { obtainNatsServer, startNats } from './nats.ts';
import { obtainRedisServer, startRedis } from './redis.ts';
import { isGoneWithin } from './testing/is-gone-within.ts';
import { scratchFolder } from './testing/scratch.ts';

/** A stand-in that every machine can run: Node itself answering PONG. */
const STAND_IN: ServerKind = {
  name: 'stand-in',
  arguments: (port) => [
    '-e',
    `require('net').createServer(s => s.on('data', () => s.write('PONG'))).listen(${String(port)}, '127.0.0.1')`,
  ],
  url: (port) => `tcp://127.0.0.1:${String(port)}`,
  question: 'PING',
  answer: 'PONG',
};

/** Where a server cannot be had the test has nothing to prove; continuous integration must have it. */
function isMissing(binary: string | null): binary is null {
  if (binary === null)
    console.warn('No server program could be found or fetched: only the stand-in was tested.');
  expect(binary === null && process.env['CI'] !== undefined).toBe(false);
  return binary === null;
}

describe('a loopback server', () => {
  it('is ready when its start resolves and gone when its stop does', async () => {
    const server = await startLoopbackServer(STAND_IN, process.execPath);
    onTestFinished(() => server.stop());
    expect(await isGoneWithin(server.pid, 1)).toBe(false);
    await server.stop();
    expect(await isGoneWithin(server.pid, 1)).toBe(true);
    await server.stop();
  });

  it('can be killed as a crash would', async () => {
    const server = await startLoopbackServer(STAND_IN, process.execPath);
    server.kill();
    expect(await isGoneWithin(server.pid, 2_000)).toBe(true);
  });

  it('does not outlive the program that started it, even after kill -9', async () => {
    const module = join(import.meta.dirname, 'loopback-server.ts');
    const program = `
      const { startLoopbackServer } = await import(${JSON.stringify(module)});
      const kind = { name: 'sleeper', url: () => '', question: 'PING', answer: 'PONG', arguments: ${STAND_IN.arguments.toString()} };
      const server = await startLoopbackServer(kind, process.execPath);
      console.log(server.pid); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    expect(await isGoneWithin(Number(line.toString()), 5_000)).toBe(true);
  });

  it('names the program and the port when it cannot start there', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await expect(startLoopbackServer(STAND_IN, process.execPath, port)).rejects.toThrow(
      new RegExp(`stand-in .* did not start on port ${String(port)}`),
    );
  });

  it('says which program is missing', async () => {
    const missing = join(scratchFolder(), 'no-such-server');
    await expect(startLoopbackServer(STAND_IN, missing)).rejects.toThrow('did not start');
  });
});

describe('real servers, where they can be had', () => {
  it('NATS delivers a message', async () => {
    const binary = await obtainNatsServer();
    if (isMissing(binary)) return;
    const server = await startNats(binary);
    onTestFinished(() => server.stop());
    const client = await connect({ servers: server.url });
    const received = (async () => {
      for await (const message of client.subscribe('greeting', { max: 1 })) return message.string();
      return '';
    })();
    await client.flush();
    client.publish('greeting', 'hello');
    expect(await received).toBe('hello');
    await client.close();
  });

  it('Redis keeps a value', async () => {
    const binary = await obtainRedisServer();
    if (isMissing(binary)) return;
    const server = await startRedis(binary);
    onTestFinished(() => server.stop());
    const client = new Redis(server.url, { maxRetriesPerRequest: 1 });
    await client.set('key', 'value');
    expect(await client.get('key')).toBe('value');
    client.disconnect();
  });
});
