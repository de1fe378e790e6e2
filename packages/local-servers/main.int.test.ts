import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'nats';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { obtainNatsServer } from './nats.ts';

function run(...flags: string[]): ChildProcess {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, ...flags], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('the program serves NATS on the port it is given until it is asked to stop', async () => {
  const binary = await obtainNatsServer();
  expect(binary === null && process.env['CI'] !== undefined).toBe(false);
  if (binary === null) return;
  const port = await freePort();
  const child = run('nats', '--port', String(port));
  const [url] = (await once(child.stdout!, 'data')) as [Buffer];
  expect(url.toString()).toBe(`nats://127.0.0.1:${String(port)}\n`);
  const client = await connect({ servers: url.toString().trim() });
  await client.close();
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
  await expect(connect({ servers: url.toString().trim(), reconnect: false })).rejects.toThrow();
});

it.each([
  [['mysql'], 'Say which server to start: nats or redis, with --port if it must be a certain one.'],
  [['nats', '--port', 'http'], '--port must be a number between 1 and 65535, and "http" is not.'],
])('the program answers %s with one sentence', async (flags, sentence) => {
  const child = run(...flags);
  let said = '';
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(said).toBe(`${sentence}\n`);
});
