import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { ActionContract, ResultOf } from '../../contracts/action.ts';
import type { Caller } from '../../contracts/caller.ts';
import type { Call } from '../../mixins/call.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string>>;

/** One request on its way through the gateway, after the caller is known and allowed. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  path: Readonly<Record<string, string>>;
  query: Query;
  caller: Caller;
  address: string;
  /** True once this node is stopping: streams end. */
  stopping: () => boolean;
  /** Calls an action in the caller's name; never-dispatched calls are tried again for a moment. */
  call: Call;
};

/** What goes back: a status, headers, and a body (an object is sent as JSON). */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
};

export type RouteDefinition<C extends ActionContract = ActionContract> = {
  method: Method;
  /** With parameters as `{id}`. */
  path: string;
  contract: C;
  tag: string;
  /** The shape of the answer, where the action gives it as text. */
  describes?: z.ZodType;
  /** Where the JSON body goes: all of it as parameters, below one name, or there is none. */
  body: 'none' | 'all' | { under: string };
  /** Query parameters that the route takes, as their contract says. */
  query?: readonly string[];
  /** For query strings that are not one to one parameters. */
  fromQuery?: (query: Query) => Record<string, unknown>;
  /** Names of the query parameters that `fromQuery` reads, for the description. */
  queryShape?: z.ZodObject;
  idempotency?: 'optional' | 'required';
  /** If-Match carries the version (428 without, 412 when stale). */
  ifMatch?: true;
  /** The answer carries an ETag, and If-None-Match with it gives 304. */
  revalidates?: true;
  /** The action wants to know where the request comes from. */
  origin?: true;
  limit?: 'api' | 'login' | 'register';
  answer: (result: ResultOf<C>, exchange: Exchange) => Answer;
  success: 200 | 201 | 202 | 204;
  /** For bodies and answers that are not plain JSON; replaces reading, calling and answering. */
  handle?: (exchange: Exchange) => Promise<Answer | 'streaming'>;
  /** Content types of body and answer besides JSON, for the description. */
  media?: { request?: readonly string[]; response?: readonly string[] };
  maxBodyBytes?: number;
};

/** The names of a path's parameters, in order: `/api/campaigns/{id}` → `id`. */
export const pathNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

type Options<C extends ActionContract> = Partial<
  Omit<RouteDefinition<C>, 'method' | 'path' | 'contract' | 'tag'>
>;

/** A line of the route table: 200 with the result unless said otherwise. */
export function route<C extends ActionContract>(
  method: Method,
  path: string,
  contract: C,
  tag: string,
  options: Options<C> = {},
): RouteDefinition {
  const success = options.success ?? 200;
  return {
    method,
    path,
    contract,
    tag,
    body: method === 'GET' || method === 'DELETE' ? 'none' : 'all',
    answer: (result: unknown) => (success === 204 ? { status: 204 } : { status: success, body: result }),
    ...options,
    success,
  } as unknown as RouteDefinition;
}
