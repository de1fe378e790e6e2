import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Record<string, unknown>;

/** A request as it came over the wire. `rawQuery` is not decoded: Rest.li rules look at the raw text. */
export type Call = {
  method: string;
  path: string;
  rawQuery: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};

/** An answer. `body` undefined sends no body; a string is sent as it is, anything else as JSON. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** What a handler decides: an answer, or the connection cut without one. */
export type Outcome = Reply | 'drop';

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
  if (outcome === 'drop') {
    request.socket.destroy();
    return;
  }
  send(response, outcome);
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

function send(response: ServerResponse, reply: Reply): void {
  const plain = typeof reply.body === 'string';
  const text = reply.body === undefined ? '' : plain ? (reply.body as string) : JSON.stringify(reply.body);
  const type =
    text === '' ? {} : { 'content-type': plain ? 'text/plain; charset=utf-8' : 'application/json' };
  response.writeHead(reply.status, {
    ...type,
    'content-length': String(Buffer.byteLength(text)),
    ...reply.headers,
  });
  response.end(text);
}

/** One request header as a single string, or undefined. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The JSON object in a body, or undefined when the text is not one. */
export function jsonObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
