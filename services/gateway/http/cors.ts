import type { IncomingMessage, ServerResponse } from 'node:http';

const HEADERS =
  'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, step-up-token, traceparent';
const EXPOSED = 'etag, location, ratelimit, ratelimit-policy, retry-after, x-request-id';

/**
 * Applies the cross-origin rules: exactly the listed origins are allowed, without credentials. Answers preflight
 * requests by itself and returns true for them.
 */
export function cors(
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): boolean {
  const origin = request.headers.origin;
  response.setHeader('vary', 'Origin');
  const allowed = origin !== undefined && origins.includes(origin);
  if (allowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', EXPOSED);
  }
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    response.setHeader('access-control-allow-headers', HEADERS);
    response.setHeader('access-control-max-age', '600');
  }
  response.writeHead(204).end();
  return true;
}
