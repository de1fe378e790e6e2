import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const SAFE_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * The id of a request and of its trace: the client's W3C trace id, or its x-request-id when it has only safe
 * characters, or a new id.
 */
export function requestIdOf(request: IncomingMessage): string {
  const traceId = TRACEPARENT.exec(String(request.headers['traceparent'] ?? ''))?.[1];
  if (traceId && !/^0+$/.test(traceId)) return traceId;
  const requestId = request.headers['x-request-id'];
  return typeof requestId === 'string' && SAFE_ID.test(requestId) ? requestId : randomUUID();
}
