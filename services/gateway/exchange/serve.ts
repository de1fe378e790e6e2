import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ActionContract } from '../../../contracts/action.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import type { Caller } from '../../../contracts/caller.ts';
import { callAsService, callFrom, type Call } from '../../../mixins/call.ts';
import { admit, countAddress, type Door } from '../../../mixins/door/admit.ts';
import type { ExchangeKey } from '../../../mixins/door/api-keys.ts';
import type { Turns } from '../../../mixins/door/turns.ts';
import { unservedAt, type RouteEntry } from '../../../mixins/door/refuse.ts';
import { largestPacket } from '../../../mixins/middleware/packet-limit.ts';
import type { Node } from '../../../mixins/node.ts';
import { addressOf } from '../http/address.ts';
import { writeLimitFields } from '../http/limit-fields.ts';
import { sendProblem } from '../http/problem.ts';
import { send } from '../http/send.ts';
import type { NewsHub } from '../live/hub.ts';
import type { OpenStreams } from '../live/open-streams.ts';
import type { SharedLooks } from '../operations/shared-looks.ts';
import type { Gateway, WebRequest } from '../http/web.ts';
import type { Route } from '../routes.ts';
import { asAppError } from '../../../mixins/wire-errors.ts';
import { AppError } from '../../../lib/errors.ts';
import { isTold, refusalFor } from '../trail/refusals.ts';
import type { RefusalTeller } from '../trail/tell-refusals.ts';
import type { ExchangeLimits } from './exchange.ts';
import { originOf } from './params.ts';
import { parseQuery } from './query.ts';
import { withRetry } from './retry.ts';

/** What is needed to serve any request. */
export type ServeContext = {
  node: Node;
  door: Door;
  /** Whose turn it is to upload, and to be worked for by other services. */
  turns: { uploads: Turns; calls: Turns };
  /** The event streams of this node: those of news, what those of operations share, and how many are open. */
  live: NewsHub;
  looks: SharedLooks;
  streams: OpenStreams;
  /** How many proxies in front of this node are trusted about the client's address. */
  proxyHops: number;
  limits: ExchangeLimits;
  /** Tells the audit trail of what was refused. */
  refusals: RefusalTeller;
};

/** A handler in moleculer-web's routes. It answers every request by itself, also with errors. */
export type WebHandler = (this: Gateway, request: WebRequest, response: ServerResponse) => void;

/** The handler of a route of the API. */
export function serve(route: Route, context: ServeContext): WebHandler {
  return function serveRoute(request, response) {
    const met: { caller: Caller } = { caller: { kind: 'anonymous' } };
    exchange(route, context, request, response, met).catch((error: unknown) => {
      noteRefusal(context, route, request, met.caller, error);
      fail(this, request, response, error);
    });
  };
}

async function exchange(
  { contract, names, handle }: Route,
  { node, door, turns, live, looks, streams, proxyHops, limits }: ServeContext,
  request: WebRequest,
  response: ServerResponse,
  met: { caller: Caller },
): Promise<void> {
  const address = addressOf(request, proxyHops);
  const origin = originOf(address, request.headers['user-agent']);
  const { authorization, caller, charge } = await admit(door, contract, {
    authorization: request.headers.authorization,
    address,
    tell: (count) => writeLimitFields(response, count),
    meet: (known) => (met.caller = known),
    exchangeKey: keyExchange(node, request, origin),
  });
  const answer = await handle({
    request,
    response,
    path: Object.fromEntries(names.map((name) => [name, request.$params[name] ?? ''])),
    query: parseQuery(request.url ?? ''),
    address,
    organizationId: organizationOf(caller),
    live,
    looks,
    holdStream: () => holdStream(streams, caller, response),
    stopping: () => node.health.draining,
    requireSameCaller: () => requireSame(door, contract, authorization, caller),
    call: callAs(authorization, request, { contract, origin }),
    largestCall: largestPacket(request.$ctx.broker),
    limits,
    charge,
    inTurn: (work) => turns.uploads.run(turnKeyOf(caller), work),
    inShare: (work) => inShare(turns.calls, contract, caller, work),
  });
  if (answer !== 'streaming') send({ request, response }, answer);
}

/** A caller with another role is another caller: what was opened in the old one is asked for anew. */
async function requireSame(
  { identity }: Door,
  { name }: ActionContract,
  authorization: string | undefined,
  caller: Caller,
): Promise<void> {
  const now = await identity.callerOf(authorization, name);
  if (roleOf(now) !== roleOf(caller))
    throw new AppError('PERMISSION_DENIED', { detail: 'Your role was changed; ask again in the new one.' });
}

const roleOf = (caller: Caller) => ('role' in caller ? caller.role : null);

/** Tells the audit trail when the error says that somebody was kept from something. */
function noteRefusal(
  { refusals, proxyHops }: ServeContext,
  { contract }: Route,
  request: WebRequest,
  caller: Caller,
  thrown: unknown,
): void {
  const { code } = asAppError(thrown);
  if (!isTold(code)) return;
  const origin = originOf(addressOf(request, proxyHops), request.headers['user-agent']);
  refusals.note(refusalFor(caller, { code, operation: contract.name, origin }));
}

/** Everybody of one organisation takes turns with each other. */
const turnKeyOf = (caller: Caller) => organizationOf(caller) ?? caller.kind;

const organizationOf = (caller: Caller) => ('organizationId' in caller ? caller.organizationId : null);

/**
 * Everybody of one organisation shares the few calls that it may have at once, so that it waits for itself and others do
 * not. Calls that wait long for somebody outside share among themselves, as what stops does; strangers have no share to wait for.
 */
function inShare<T>(
  calls: Turns,
  { name, timeoutMs, limit }: ActionContract,
  caller: Caller,
  work: () => Promise<T>,
): Promise<T> {
  if (!('organizationId' in caller) || !caller.organizationId) return work();
  const share = limit === 'stop' ? ' stop' : timeoutMs === undefined ? '' : ` ${name}`;
  return calls.run(`${caller.organizationId}${share}`, work);
}

/** Strangers have no streams: what one is of asks for a caller. */
function holdStream(streams: OpenStreams, caller: Caller, response: ServerResponse): void {
  const organizationId = organizationOf(caller);
  if (!organizationId) return;
  const holder = caller.kind === 'api-key' ? caller.keyId : caller.kind === 'user' ? caller.userId : '';
  streams.open(organizationId, holder, response);
}

/** Calls as the caller that the door has identified, with their step-up where the route asks for one. */
function callAs(
  authorization: string | undefined,
  request: WebRequest,
  { contract: { stepUp: purpose }, origin }: { contract: ActionContract; origin: Origin },
): Call {
  const call = callFrom(request.$ctx);
  const stepUp = purpose === 'none' ? undefined : request.headers['step-up-token'];
  const headers = {
    origin,
    ...(authorization ? { authorization } : {}),
    ...(typeof stepUp === 'string' ? { stepUp } : {}),
  };
  return withRetry((action, params, options = {}) => call(action, params, { ...options, ...headers }));
}

/** Exchanges an API key for a token at auth; the gateway calls as itself, and says where the key came from. */
function keyExchange({ identity }: Node, { $ctx }: WebRequest, origin: Origin): ExchangeKey {
  return (key) => {
    const call = callAsService($ctx, identity, 'gateway', { organizationId: null });
    return withRetry(call)(machineContracts.exchangeApiKey, { key }, { origin });
  };
}

/** The handler of a route that the gateway serves by itself, without sign-in. */
export function serveOpenRoute(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  context: ServeContext,
): WebHandler {
  return function serveOpen(request, response) {
    countVisitor(context, request, response)
      .then(() => answer(request, response))
      .catch((error: unknown) => fail(this, request, response, error));
  };
}

/** moleculer-web's onError: answers requests that match no route. They count against the client's limit too. */
export function refuse(listed: readonly RouteEntry[], context: ServeContext) {
  const explainUnserved = unservedAt(listed);
  return function refuseRequest(
    this: Gateway,
    request: WebRequest,
    response: ServerResponse,
    error: Error,
  ): void {
    countVisitor(context, request, response)
      .then(() => {
        if (!isUnrouted(error)) throw error;
        const unserved = explainUnserved((request.url ?? '').split('?')[0] ?? '');
        if (unserved.allowed.length > 0) response.setHeader('allow', unserved.allowed.join(', '));
        throw unserved.error;
      })
      .catch((refusal: unknown) => fail(this, request, response, refusal));
  };
}

/** Whether an error is moleculer-web's "no such path". */
const isUnrouted = (error: Error) =>
  ['NOT_FOUND', 'SERVICE_NOT_FOUND'].includes((error as { type?: string }).type ?? '');

function countVisitor(
  { door, proxyHops }: ServeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const tell = (count: Parameters<typeof writeLimitFields>[1]) => writeLimitFields(response, count);
  return countAddress(door.limits, { address: addressOf(request, proxyHops), tell });
}

/** Sends the error to the client, and logs it when it is unexpected. */
function fail(gateway: Gateway, request: WebRequest, response: ServerResponse, thrown: unknown): void {
  const { unexpected } = sendProblem(response, thrown, request.requestId ?? 'unknown');
  if (unexpected !== undefined)
    gateway.logger.error({ requestId: request.requestId, err: unexpected }, 'request failed');
  if (!request.complete) request.resume();
}
