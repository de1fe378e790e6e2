import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const OWN_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * The id of a request, which is also the id of its trace: the caller's W3C trace id when it sends one, else its
 * x-request-id when that is harmless, else a new one.
 */
export function requestIdOf(request: IncomingMessage): string {
  const traceId = TRACEPARENT.exec(String(request.headers['traceparent'] ?? ''))?.[1];
  if (traceId && !/^0+$/.test(traceId)) return traceId;
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && OWN_ID.test(given) ? given : randomUUID();
}
