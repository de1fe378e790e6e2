import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as clearRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { selfSigned } from '../testing/self-signed.ts';
import { openServer, type Certificate } from './server.ts';

const CONNECTIONS = 60;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many of the requests are still held by somebody. */
function heldOf(seen: readonly WeakRef<IncomingMessage>[]): number {
  collectGarbage();
  return seen.filter((request) => request.deref() !== undefined).length;
}

it.each([
  ['in clear', false],
  ['over TLS', true],
])(
  'a server %s forgets a connection that ended, and with it the tokens of its requests',
  async (_way, tls) => {
    const seen: WeakRef<IncomingMessage>[] = [];
    const port = await listening(tls ? await certificate() : undefined, (request, response) => {
      seen.push(new WeakRef(request));
      request.resume();
      response.end('well');
    });
    const options = { host: '127.0.0.1', port, agent: false, headers: { authorization: 'Bearer secret' } };
    for (let i = 0; i < CONNECTIONS; i += 1) {
      const sent = tls ? tlsRequest({ ...options, rejectUnauthorized: false }) : clearRequest(options);
      const [answer] = (await once(sent.end(), 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'close');
    }
    expect(seen).toHaveLength(CONNECTIONS);
    const held = () => {
      collectGarbage();
      return seen.filter((request) => request.deref() !== undefined).length;
    };
    await expect.poll(held, { timeout: 5_000 }).toBeLessThan(CONNECTIONS / 10); // the last ones may be on their way out
  },
);

it('a server forgets a client who left before the answer was ready', async () => {
  const seen: WeakRef<IncomingMessage>[] = [];
  const port = await listening(undefined, (request, response) => {
    seen.push(new WeakRef(request));
    request.socket.once('close', () => setImmediate(() => response.end('too late')));
  });
  for (let i = 0; i < CONNECTIONS; i += 1) {
    const sent = clearRequest({ host: '127.0.0.1', port, agent: false }).end();
    sent.on('error', () => undefined);
    await expect.poll(() => seen.length, { interval: 2 }).toBe(i + 1);
    sent.destroy();
  }
  await expect.poll(() => heldOf(seen), { timeout: 5_000 }).toBeLessThan(CONNECTIONS / 10);
});

async function listening(files: Certificate | undefined, handler: RequestListener): Promise<number> {
  const server = openServer(handler, { certificate: files, connectionsPerNetwork: 0 });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function certificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'sip-server-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const made = await selfSigned('127.0.0.1');
  const files = { certFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'key.pem') };
  await Promise.all([writeFile(files.certFile, made.certificate), writeFile(files.keyFile, made.key)]);
  return files;
}
