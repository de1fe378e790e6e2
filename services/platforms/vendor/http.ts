import { VendorFailure, type FailureKind } from '../port.ts';

/** A read can be repeated; a write whose answer is lost may have taken effect. */
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

/** Errors of a socket that was never opened: the request cannot have arrived. */
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
 * Sends one request, once, and gives the answer whatever its status. Follows no redirect, retries nothing. Throws
 * VendorFailure `unavailable` when the request certainly had no effect, `unknown` when a write may have had one.
 */
export async function ask(request: VendorRequest): Promise<VendorAnswer> {
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

/** What the failure of a connection means: never sent → `unavailable`, otherwise by the request's effect. */
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

/** The kind of failure an HTTP status stands for; a 5xx or 408 on a write may have had its effect. */
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

/** The parsed JSON of a text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A sentence for people out of what a vendor wrote: one line, no bearer tokens, 500 characters at most. */
export function readable(text: string): string {
  return text
    .replace(/\b(Bearer\s+|(?:access|refresh)_token["'=:\s]+)[\w.~+/=-]{8,}/gi, '$1…')
    .replace(/\s+/g, ' ')
    .slice(0, 500);
}
