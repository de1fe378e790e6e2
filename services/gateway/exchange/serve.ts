import type { IncomingMessage, ServerResponse } from 'node:http';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { callAsService, callFrom, type Call } from '../../../mixins/call.ts';
import { admit, countAddress, type Door } from '../../../mixins/door/admit.ts';
import type { ExchangeKey } from '../../../mixins/door/api-keys.ts';
import { unservedAt, type Listed } from '../../../mixins/door/refuse.ts';
import type { Node } from '../../../mixins/node.ts';
import { addressOf } from '../http/address.ts';
import { writeLimitFields } from '../http/limit-fields.ts';
import { sendProblem } from '../http/problem.ts';
import { send } from '../http/send.ts';
import type { Gateway, WebRequest } from '../http/web.ts';
import type { Route } from '../routes.ts';
import { parseQuery } from './query.ts';
import { patient } from './retry.ts';

/** What every request is served with. */
export type Serving = {
  node: Node;
  door: Door;
  /** How many proxies in front of this node are believed about a client's address. */
  proxyHops: number;
};

/** A function of moleculer-web's table: it answers by itself, and answers every error, too. */
export type WebHandler = (this: Gateway, request: WebRequest, response: ServerResponse) => void;

/** Serves a route of the API. */
export function serve(route: Route, serving: Serving): WebHandler {
  return function serveRoute(request, response) {
    exchange(route, serving, request, response).catch((error: unknown) =>
      fail(this, request, response, error),
    );
  };
}

async function exchange(
  { contract, names, handle }: Route,
  { node, door, proxyHops }: Serving,
  request: WebRequest,
  response: ServerResponse,
): Promise<void> {
  const address = addressOf(request, proxyHops);
  const { authorization } = await admit(door, contract, {
    authorization: request.headers.authorization,
    address,
    tell: (count) => writeLimitFields(response, count),
    exchangeKey: keyExchange(node, request),
  });
  const answer = await handle({
    request,
    response,
    path: Object.fromEntries(names.map((name) => [name, request.$params[name] ?? ''])),
    query: parseQuery(request.url ?? ''),
    address,
    stopping: () => node.health.draining,
    call: callAs(authorization, request),
  });
  if (answer !== 'streaming') send({ request, response }, answer);
}

/** Calls in the name of whoever the door let in. */
function callAs(authorization: string | undefined, request: WebRequest): Call {
  const call = callFrom(request.$ctx);
  return patient((contract, params, options = {}) =>
    call(contract, params, { ...options, ...(authorization ? { authorization } : {}) }),
  );
}

/** Changes an API key for its token in the gateway's own name. */
function keyExchange({ identity }: Node, { $ctx }: WebRequest): ExchangeKey {
  return (key) => {
    const call = callAsService($ctx, identity, 'gateway', { organizationId: null });
    return patient(call)(machineContracts.exchangeApiKey, { key });
  };
}

/** Serves what the gateway answers by itself, to anybody. */
export function serveOpenly(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  serving: Serving,
): WebHandler {
  return function serveOpen(request, response) {
    countVisitor(serving, request, response)
      .then(() => answer(request, response))
      .catch((error: unknown) => fail(this, request, response, error));
  };
}

/** For moleculer-web's onError: refuses what none of our routes took, limited like everything else. */
export function refuse(listed: readonly Listed[], serving: Serving) {
  const whyUnserved = unservedAt(listed);
  return function refuseRequest(
    this: Gateway,
    request: WebRequest,
    response: ServerResponse,
    error: Error,
  ): void {
    countVisitor(serving, request, response)
      .then(() => {
        if (!isUnrouted(error)) throw error;
        const unserved = whyUnserved((request.url ?? '').split('?')[0] ?? '');
        if (unserved.allowed.length > 0) response.setHeader('allow', unserved.allowed.join(', '));
        throw unserved.error;
      })
      .catch((refusal: unknown) => fail(this, request, response, refusal));
  };
}

/** True for moleculer-web's own "no such path". */
const isUnrouted = (error: Error) =>
  ['NOT_FOUND', 'SERVICE_NOT_FOUND'].includes((error as { type?: string }).type ?? '');

function countVisitor(
  { door, proxyHops }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const tell = (count: Parameters<typeof writeLimitFields>[1]) => writeLimitFields(response, count);
  return countAddress(door.limits, { address: addressOf(request, proxyHops), tell });
}

/** Tells the client and, when it is our fault, the log. */
function fail(gateway: Gateway, request: WebRequest, response: ServerResponse, thrown: unknown): void {
  const { unexpected } = sendProblem(response, thrown, request.requestId ?? 'unknown');
  if (unexpected !== undefined)
    gateway.logger.error({ requestId: request.requestId, err: unexpected }, 'request failed');
  if (!request.complete) request.resume();
}
