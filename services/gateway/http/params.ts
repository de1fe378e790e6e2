import { AppError, type FieldFault } from '../../../lib/errors.ts';
import type { Exchange, Query, RouteDefinition } from '../route.ts';
import { readJson } from './read-body.ts';

/** A version that no row has: what would be stale with it was asked without If-Match (see handle.ts). */
export const NO_VERSION = Number.MAX_SAFE_INTEGER;

/** Reads a query string; a name that comes twice is refused. @throws AppError REQUEST_MALFORMED */
export function parseQuery(url: string): Query {
  const start = url.indexOf('?');
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  if (start < 0) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (name in query)
      throw new AppError('REQUEST_MALFORMED', { detail: `The parameter ${name.slice(0, 60)} comes twice.` });
    query[name] = value;
  }
  return query;
}

/**
 * Parameters of the action, from path, query, headers and body. A body cannot set what the path or a header sets.
 * @throws AppError REQUEST_INVALID for unknown query parameters, IDEMPOTENCY_KEY_REQUIRED, and what reading a body throws
 */
export async function paramsOf(route: RouteDefinition, exchange: Exchange): Promise<Record<string, unknown>> {
  const fixed: Record<string, unknown> = { ...exchange.path, ...fromHeaders(route, exchange) };
  const query = queryParams(route, exchange.query);
  if (route.body === 'none') return { ...query, ...fixed };
  const body = await readJson(exchange.request, route.maxBodyBytes);
  if (route.body !== 'all') return { ...query, ...fixed, [route.body.under]: body };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new AppError('REQUEST_INVALID', {
      errors: [{ path: '', code: 'FIELD_INVALID', message: 'Send a JSON object.' }],
    });
  }
  const taken = Object.keys(body).filter(
    (key) => key in fixed || key === 'origin' || key === 'idempotencyKey',
  );
  if (taken.length > 0) throw unknownFields(taken);
  return { ...query, ...body, ...fixed };
}

function fromHeaders(route: RouteDefinition, { request, address }: Exchange): Record<string, unknown> {
  const key = request.headers['idempotency-key'];
  if (route.idempotency === 'required' && !key) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
  return {
    ...(route.idempotency && key ? { idempotencyKey: String(key) } : {}),
    ...(route.ifMatch ? { version: versionOf(request.headers['if-match']) } : {}),
    ...(route.origin
      ? {
          origin: {
            address: address.slice(0, 100),
            userAgent: (request.headers['user-agent'] ?? '').slice(0, 500),
          },
        }
      : {}),
  };
}

/** The version in an If-Match header: an ETag of ours as it is, or just `"3"`. */
function versionOf(header: string | undefined): number {
  const digits = /^"([1-9]\d{0,8})(?:-\d+)?"$/.exec(header?.trim() ?? '')?.[1];
  return digits ? Number(digits) : NO_VERSION;
}

function queryParams(route: RouteDefinition, query: Query): Record<string, unknown> {
  const allowed = route.queryShape ? Object.keys(route.queryShape.shape) : (route.query ?? []);
  const unknown = Object.keys(query).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) throw unknownFields(unknown);
  return route.fromQuery ? route.fromQuery(query) : { ...query };
}

function unknownFields(names: readonly string[]): AppError {
  const errors: FieldFault[] = names
    .slice(0, 50)
    .map((name) => ({ path: name.slice(0, 100), code: 'FIELD_UNKNOWN', message: 'There is no such field.' }));
  return new AppError('REQUEST_INVALID', { errors });
}
