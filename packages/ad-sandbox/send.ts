import type { ServerResponse } from 'node:http';
import type { Damaged, Reply } from './wire.ts';

type Message = { text: string; headers: Record<string, string> };

/** A reply as it is sent: text as it is, anything else as JSON. */
function messageOf(reply: Reply): Message {
  const plain = typeof reply.body === 'string';
  const text = reply.body === undefined ? '' : plain ? (reply.body as string) : JSON.stringify(reply.body);
  const type = plain ? 'text/plain; charset=utf-8' : 'application/json';
  return { text, headers: { ...(text === '' ? {} : { 'content-type': type }), ...reply.headers } };
}

/** Sends a whole answer. */
export function send(response: ServerResponse, reply: Reply): void {
  const { text, headers } = messageOf(reply);
  response.writeHead(reply.status, { 'content-length': String(Buffer.byteLength(text)), ...headers });
  response.end(text);
}

/**
 * Sends an answer that is damaged: `truncated` half of it as if it were all, `cut-off` half of it and then the end of the
 * connection, `slow-body` one byte at a time. An answer without a body is lost whole, or late as a whole.
 */
export function sendDamaged(response: ServerResponse, { damage, reply, ms }: Damaged): void {
  const { text, headers } = messageOf(reply);
  const bytes = Buffer.from(text);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (damage === 'slow-body') {
    dribble(response, reply.status, headers, bytes, ms);
    return;
  }
  if (half.length === 0) {
    response.destroy();
    return;
  }
  const declared = damage === 'truncated' ? half.length : bytes.length;
  response.writeHead(reply.status, { 'content-length': String(declared), ...headers });
  if (damage === 'truncated') response.end(half);
  else response.write(half, () => setTimeout(() => response.destroy(), ms).unref());
}

function dribble(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  bytes: Buffer,
  ms: number,
): void {
  const head = (): void => {
    response.writeHead(status, { 'content-length': String(bytes.length), ...headers });
  };
  if (bytes.length > 0) head();
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed || at >= bytes.length) {
      clearInterval(timer);
      if (!response.headersSent) head();
      response.end();
      return;
    }
    response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, ms);
  timer.unref();
}
