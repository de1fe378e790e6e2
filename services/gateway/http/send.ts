import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../exchange/exchange.ts';

/** Sends an answer, as JSON unless its headers name another type; 304 when If-None-Match names its ETag. */
export function send(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { status, headers = {}, body }: Answer,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const etag = headers['etag'];
  if (etag && status === 200 && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  if (body === undefined) response.writeHead(status).end();
  else sendBody(response, status, body);
}

function sendBody(response: ServerResponse, status: number, body: string | Uint8Array): void {
  if (!response.hasHeader('content-type'))
    response.setHeader('content-type', 'application/json; charset=utf-8');
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.writeHead(status).end(body);
}

/** Whether an If-None-Match header names this ETag, by the weak comparison of RFC 9110. */
function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag));
}
