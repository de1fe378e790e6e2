import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send, sendDamaged } from './send.ts';
import type { Call, Outcome } from './wire.ts';

export type Listening = { url: string; port: number; close: () => Promise<void> };

export type ListenOptions = { host?: string; port?: number };

const BODY_LIMIT = 16 * 1024 * 1024;

/** Starts a plain HTTP server that answers every request through `handle`; port 0 takes a free one. */
export async function listen(
  options: ListenOptions,
  handle: (call: Call) => Promise<Outcome>,
): Promise<Listening> {
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => {
    void answer(request, response, handle);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}:${port}`, port, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (call: Call) => Promise<Outcome>,
): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await handle(await readCall(request));
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    outcome = { status: 500, body: { simulatorDefect: message } };
  }
  if (outcome === 'hang') return;
  if (outcome === 'drop') request.socket.destroy();
  else if ('damage' in outcome) sendDamaged(response, outcome);
  else send(response, outcome);
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error('request body over 16 MB');
    chunks.push(chunk);
  }
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
