import { VendorFailure, type FailureKind } from '../port.ts';

/** A read may be repeated. A write may not, because it may have taken effect although its answer was lost. */
export type Effect = 'read' | 'write';

export type VendorRequest = {
  vendor: string;
  url: string;
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  effect: Effect;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

export type VendorAnswer = { status: number; headers: Headers; text: string };

/** Error codes of connections that were never opened, so that the request cannot have arrived. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
]);

/**
 * Sends a request once and returns the answer, whatever its status. It follows no redirect and does not retry.
 * @throws VendorFailure `unavailable` when the request certainly had no effect, `unknown` when a write may have had one
 */
export async function sendRequest(request: VendorRequest): Promise<VendorAnswer> {
  const { vendor, url, method, headers, body, effect, timeoutMs } = request;
  if (request.signal?.aborted === true)
    throw new VendorFailure('unavailable', 'ABORTED', `${vendor} was not asked: the work was called off.`);
  const timeOut = AbortSignal.timeout(timeoutMs);
  const signal = request.signal === undefined ? timeOut : AbortSignal.any([timeOut, request.signal]);
  const init: RequestInit = { method, headers, redirect: 'manual', signal };
  try {
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw transportFailure(vendor, effect, error);
  }
}

/** The failure of a connection: `unavailable` for a request that was never sent and for reads, `unknown` for writes. */
function transportFailure(vendor: string, effect: Effect, error: unknown): VendorFailure {
  const code = socketCode(error);
  const kind: FailureKind = NEVER_SENT.has(code) || effect === 'read' ? 'unavailable' : 'unknown';
  const message =
    kind === 'unavailable'
      ? `${vendor} does not answer (${code}).`
      : `The answer of ${vendor} was lost (${code}); the change may have been made.`;
  return new VendorFailure(kind, code, message, { cause: error });
}

function socketCode(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error && error.name !== 'TypeError' ? error.name : 'CONNECTION_LOST';
}

/** The kind of failure of an HTTP status. A write that was answered 408 or 5xx may have taken effect. */
export function kindOfStatus(status: number, effect: Effect): FailureKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'not-found';
  if (status === 429) return 'rate-limited';
  if (status === 408 || (status >= 500 && status !== 501))
    return effect === 'write' ? 'unknown' : 'unavailable';
  return 'rejected';
}

/** Seconds or an HTTP date in Retry-After as milliseconds from `now`; null when the header is absent. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** The value of a JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A vendor's text made fit for people: one line, without tokens, at most 500 characters. */
export function readable(text: string): string {
  return text
    .replace(/\b(Bearer\s+|(?:access|refresh)_token["'=:\s]+)[\w.~+/=-]{8,}/gi, '$1…')
    .replace(/\s+/g, ' ')
    .slice(0, 500);
}
