import { VendorFailure, type Effect } from '../port.ts';

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
 * @throws VendorFailure `not-sent` when the request certainly never left, `unknown` when its answer was lost
 */
export async function sendRequest(request: VendorRequest): Promise<VendorAnswer> {
  const { vendor, url, method, headers, body, effect, timeoutMs } = request;
  if (request.signal?.aborted === true)
    throw new VendorFailure('not-sent', 'ABORTED', `${vendor} was not asked: the work was called off.`, {
      effect,
    });
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

/** The failure of a connection: `not-sent` when it was never opened, `unknown` when its answer was lost. */
function transportFailure(vendor: string, effect: Effect, error: unknown): VendorFailure {
  const code = socketCode(error);
  const detail = { effect, cause: error };
  if (NEVER_SENT.has(code))
    return new VendorFailure('not-sent', code, `${vendor} cannot be reached (${code}).`, detail);
  const message =
    effect === 'read'
      ? `${vendor} does not answer (${code}).`
      : `The answer of ${vendor} was lost (${code}); the change may have been made.`;
  return new VendorFailure('unknown', code, message, detail);
}

/**
 * The failure of an answer that is not the vendor's own or lacks what the call must answer: a page of a proxy, a redirect, an
 * empty or a broken body. It says nothing, whatever its status.
 */
export function unreadableAnswer(
  vendor: string,
  { status }: { status: number },
  effect: Effect,
): VendorFailure {
  const message =
    effect === 'read'
      ? `${vendor} gave an answer that cannot be read (HTTP ${status}).`
      : `${vendor} gave an answer that cannot be read (HTTP ${status}); the change may have been made.`;
  return new VendorFailure('unknown', 'ANSWER_UNREADABLE', message, { effect });
}

function socketCode(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error && error.name !== 'TypeError' ? error.name : 'CONNECTION_LOST';
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

/** Whether a value is a JSON object: no array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A vendor's text made fit for people: one line, without tokens, at most 500 characters. */
export function readable(text: string): string {
  return text
    .replace(/\b(Bearer\s+|(?:access|refresh)_token["'=:\s]+)[\w.~+/=-]{8,}/gi, '$1…')
    .replace(/\s+/g, ' ')
    .slice(0, 500);
}
