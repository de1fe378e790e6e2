import type { ServerResponse } from 'node:http';
import type { Exchange, Answer } from '../route.ts';

/** Sends an answer as JSON unless it says otherwise; `If-None-Match` with the present ETag gives 304. */
export function send({ request, response }: Pick<Exchange, 'request' | 'response'>, answer: Answer): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  const etag = answer.headers?.['etag'];
  if (etag && answer.status === 200 && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  if (answer.body === undefined) {
    response.writeHead(answer.status).end();
    return;
  }
  sendText(response, answer, typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
}

function sendText(response: ServerResponse, answer: Answer, text: string): void {
  if (!response.hasHeader('content-type'))
    response.setHeader('content-type', 'application/json; charset=utf-8');
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', Buffer.byteLength(text));
  response.writeHead(answer.status).end(text);
}

/** True when an If-None-Match header names this ETag (weak comparison, as RFC 9110 says). */
function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag));
}
