import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Context, ServiceBroker } from 'moleculer';
import { machineContracts } from '../../contracts/auth/machines.ts';
import type { Caller } from '../../contracts/caller.ts';
import type { Config } from '../../lib/config.ts';
import { AppError, ERRORS } from '../../lib/errors.ts';
import { callAsService, callFrom } from '../../mixins/call.ts';
import type { NodeIdentity } from '../../mixins/identity/node-identity.ts';
import { authorize } from '../../mixins/middleware/identity.ts';
import type { Node } from '../../mixins/node.ts';
import { ApiKeys } from './api-keys.ts';
import { handle, patient } from './handle.ts';
import { addressOf } from './http/address.ts';
import type { Limits } from './http/limits.ts';
import { parseQuery } from './http/params.ts';
import { sendProblem } from './problem.ts';
import { pathNames, type Exchange, type RouteDefinition } from './route.ts';

export type WebRequest = IncomingMessage & {
  $ctx: Context;
  $params: Record<string, string>;
  requestId?: string;
};
export type Gateway = { broker: ServiceBroker; server: Server; logger: ServiceBroker['logger'] };

/** A function for moleculer-web's alias table; it answers by itself and never lets an error pass unsaid. */
export function serve(route: RouteDefinition, door: Door) {
  const names = pathNames(route.path);
  return function (this: Gateway, request: WebRequest, response: ServerResponse): void {
    serveRoute({ ...door, route, names }, request, response).catch((error: unknown) =>
      fail(this, request, response, error),
    );
  };
}

/** What every route is served with. */
type Door = { node: Node; limits: Limits; apiKeys: ApiKeys; config: Config };
type Served = Door & { route: RouteDefinition; names: readonly string[] };

async function serveRoute(served: Served, request: WebRequest, response: ServerResponse): Promise<void> {
  const { node, route, names, limits, config } = served;
  const address = addressOf(request, config.TRUSTED_PROXY_HOPS);
  const byAddress = () => limits.take('api', `address:${address}`, response);
  const { authorization, caller } = await identify(served, request, byAddress);
  await limits.take(route.limit ?? 'api', principalOf(caller) ?? `address:${address}`, response);
  authorize(route.contract, caller);
  const call = callFrom(request.$ctx);
  const exchange: Exchange = {
    request,
    response,
    path: Object.fromEntries(names.map((name) => [name, request.$params[name] ?? ''])),
    query: parseQuery(request.url ?? ''),
    caller,
    address,
    stopping: () => node.health.draining,
    call: patient((contract, params, options = {}) =>
      call(contract, params, { ...options, ...(authorization ? { authorization } : {}) }),
    ),
  };
  await handle(route, exchange);
}

type Identified = { authorization: string | undefined; caller: Caller };

/**
 * Who asks, and the Authorization header for the calls behind. Failures count against the address, and so does every
 * change of an API key, before auth is asked. @throws AppError TOKEN_*, IDENTITY_STALE, RATE_LIMIT_EXCEEDED
 */
async function identify(
  { node: { identity }, route, apiKeys }: Served,
  request: WebRequest,
  byAddress: () => Promise<void>,
): Promise<Identified> {
  const sent = route.contract.permission === 'public' ? undefined : request.headers.authorization;
  const key = ApiKeys.in(sent);
  const authorization =
    key === undefined
      ? sent
      : await apiKeys.headerFor(key, async () => {
          await byAddress();
          return exchange(identity, request, key);
        });
  try {
    return { authorization, caller: await identity.callerOf(authorization, 'gateway') };
  } catch (error) {
    if (key !== undefined) apiKeys.forget(key);
    await byAddress();
    throw error;
  }
}

/** Changes an API key for its token in the gateway's own name. @throws AppError TOKEN_INVALID */
function exchange(identity: NodeIdentity, request: WebRequest, key: string) {
  const call = callAsService(request.$ctx, identity, 'gateway', { organizationId: null });
  return patient(call)(machineContracts.exchangeApiKey, { key });
}

/** Whose requests are counted together; undefined for nobody, who is counted by address. */
function principalOf(caller: Caller): string | undefined {
  if (caller.kind === 'user') return `user:${caller.userId}`;
  return caller.kind === 'api-key' ? `api-key:${caller.keyId}` : undefined;
}

/** The same for what the gateway answers by itself, to anybody. */
export function serveNative(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  limits: Limits,
  config: Config,
) {
  return function (this: Gateway, request: WebRequest, response: ServerResponse): void {
    takeByAddress(request, response, limits, config)
      .then(() => answer(request, response))
      .catch((error: unknown) => fail(this, request, response, error));
  };
}

type Listed = readonly { method: string; path: string }[];

/** For moleculer-web's onError: what none of our routes took, limited like everything else. */
export function refuse(listed: Listed, limits: Limits, config: Config) {
  return function (this: Gateway, request: WebRequest, response: ServerResponse, error: Error): void {
    takeByAddress(request, response, limits, config)
      .then(() => fail(this, request, response, missing(error) ? notThere(listed, request, response) : error))
      .catch((limited: unknown) => fail(this, request, response, limited));
  };
}

/** Counts a request before anybody is known. @throws AppError RATE_LIMIT_EXCEEDED */
function takeByAddress(
  request: IncomingMessage,
  response: ServerResponse,
  limits: Limits,
  config: Config,
): Promise<void> {
  return limits.take('api', `address:${addressOf(request, config.TRUSTED_PROXY_HOPS)}`, response);
}

/** Tells the client and, when it is our fault, the log. */
function fail(gateway: Gateway, request: WebRequest, response: ServerResponse, thrown: unknown): void {
  const error = sendProblem(response, thrown, request.requestId ?? 'unknown');
  if (ERRORS[error.code].status === 500) {
    gateway.logger.error({ requestId: request.requestId, err: error.cause ?? error }, 'request failed');
  }
  if (!request.complete) request.resume();
}

/** True for moleculer-web's own "no such path". */
const missing = (error: Error) =>
  ['NOT_FOUND', 'SERVICE_NOT_FOUND'].includes((error as { type?: string }).type ?? '');

/** Nothing at this path, or not with this method: then 405 with the methods that are. */
function notThere(listed: Listed, request: WebRequest, response: ServerResponse): AppError {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`).test(path);
  const allowed = listed.filter((route) => fits(route.path)).map((route) => route.method);
  if (allowed.length === 0) return new AppError('ROUTE_NOT_FOUND');
  response.setHeader('allow', [...new Set(allowed)].join(', '));
  return new AppError('METHOD_NOT_ALLOWED');
}
