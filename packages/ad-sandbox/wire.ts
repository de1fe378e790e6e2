import type { IncomingHttpHeaders } from 'node:http';

export type Json = Record<string, unknown>;

/** A request as it came over the wire. `rawQuery` is not decoded: Rest.li rules look at the raw text. */
export type Call = {
  method: string;
  path: string;
  rawQuery: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};

/** An answer. `body` undefined sends no body; a string is sent as it is, anything else as JSON. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** An answer that does not arrive as it was meant; `ms` is the time between two bytes, or until the cut. */
export type Damaged = { damage: 'truncated' | 'cut-off' | 'slow-body'; reply: Reply; ms: number };

/** What a handler decides: an answer, whole or damaged, the connection cut without one, or left open without one. */
export type Outcome = Reply | Damaged | 'drop' | 'hang';

/** One request header as a single string, or undefined. */
export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The JSON object in a body, or undefined when the text is not one. */
export function jsonObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object (not an array, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
