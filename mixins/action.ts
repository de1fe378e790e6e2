import type { ActionSchema, Context, ServiceBroker } from 'moleculer';
import {
  COMMON_ERRORS,
  STEP_UP_ERRORS,
  type ActionContract,
  type ParsedParamsOf,
  type ResultOf,
} from '../contracts/action.ts';
import type { Caller } from '../contracts/caller.ts';
import type { ServiceName } from '../contracts/permissions.ts';
import { AppError, type ErrorCode } from '../lib/errors.ts';
import { Confirmation, type Confirm } from './confirmation.ts';
import { callAsService, callFrom, type Call } from './call.ts';
import { authorize } from './identity/authorize.ts';
import type { Node } from './node.ts';
import { asAppError, invalidRequest } from './wire-errors.ts';

/** The request that a handler receives. */
export type Request<C extends ActionContract> = {
  params: ParsedParamsOf<C>;
  caller: Caller;
  /** The organisation of the caller. @throws TOKEN_MISSING when there is none */
  organizationId: string;
  /**
   * The person who calls, on whose behalf a service calls, or who made the calling API key. @throws PERMISSION_DENIED
   * when there is none
   */
  userId: string;
  /** The actor for audit rows. An API key is a service with the id `api-key:<id>`, not the person who made it. */
  actor: Actor;
  /** Calls other services in the caller's name. */
  call: Call;
  /** Calls other services in this service's own name, for the caller's organisation. */
  callAsService: Call;
  /** The same for another organisation, of which the handler knows that the caller's person belongs to it. */
  callFor: (organizationId: string) => Call;
  /** Has the caller confirm what is about to be done; after what it is about was loaded, before it is decided. */
  confirm: Confirm;
  /** Says that this request needs no confirmation, of an action whose contract asks for one. */
  waiveConfirmation: () => void;
  /**
   * Asks again whether the caller may do this, after something that took long: whoever was removed or demoted meanwhile may not.
   * @throws AppError as the call would now
   */
  requireStill: () => Promise<void>;
  /**
   * What somebody begins and finishes in a later request is as of now. It ends when their role changes: it does not live again when they
   * are given it back.
   */
  pending: { asOf: number; endedSince: (asOf: number) => boolean };
  logger: ServiceBroker['logger'];
};
export type Actor = { kind: 'user' | 'service'; id: string };
export type Handler<C extends ActionContract> = (request: Request<C>) => Promise<ResultOf<C>>;

/** A handler with its contract. */
export type Action<C extends ActionContract> = {
  readonly contract: C;
  readonly handler: Handler<C>;
  readonly timeoutMs?: number;
};

/**
 * Joins a handler with its contract.
 * @param timeoutMs the time limit, where settings decide it instead of the contract
 * @throws Error for a function without a name
 */
export function action<C extends ActionContract>(
  contract: C,
  handler: Handler<C>,
  timeoutMs: number | undefined = contract.timeoutMs,
): Action<C> {
  if (handler.name === '') throw new Error(`the handler of ${contract.name} has no name`);
  return { contract, handler, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

/** One action for each contract, under the contract's key. A missing, unknown or swapped action does not compile. */
export type ActionsOf<T extends Readonly<Record<string, ActionContract>>> = {
  [K in keyof T]: T[K]['name'] extends `${string}.${K & string}` ? Action<T[K]> : never;
};

/**
 * An action's schema with its contract. The contract is a function, because Moleculer clones schemas, which breaks zod.
 */
export type ContractedAction = ActionSchema & { contract: () => ActionContract };

/** The action schemas that Moleculer serves. Permissions are checked before them, in middleware/identity.ts. */
export function bind<T extends Readonly<Record<string, ActionContract>>>(
  node: Node,
  contracts: T,
  actions: ActionsOf<T>,
): Record<keyof T, ContractedAction> {
  const entries = Object.keys(contracts).map((key) => [
    key,
    serve(node, actions[key] as Action<ActionContract>),
  ]);
  return Object.fromEntries(entries) as Record<keyof T, ContractedAction>;
}

/**
 * Serves an action by its contract: validates the parameters (unknown fields are refused) and runs the handler. On a
 * checked node it also compares the result or the error with the contract, so that tests fail for what the contract
 * does not list.
 */
function serve(node: Node, { contract, handler, timeoutMs }: Action<ActionContract>): ContractedAction {
  return {
    contract: () => contract,
    retryPolicy: { enabled: contract.idempotent === true },
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    async handler(ctx: Context): Promise<unknown> {
      const parsed = contract.params.safeParse(ctx.params ?? {});
      if (!parsed.success) throw invalidRequest(parsed.error);
      const request = new ActionRequest(node, contract, ctx, parsed.data);
      if (!node.checked) return handler(request);
      const result = contract.result.parse(await handler(request).catch(refuseUnlisted(contract)));
      request.confirmation.requireSettled();
      return result;
    },
  };
}

/** Throws an error that the contract lists as it is, and any other one as an internal error. */
function refuseUnlisted(contract: ActionContract): (error: unknown) => never {
  const listed: readonly ErrorCode[] = [
    ...COMMON_ERRORS,
    ...(contract.stepUp === 'none' ? [] : STEP_UP_ERRORS),
    ...(contract.errors ?? []),
  ];
  return (error) => {
    const { code } = asAppError(error);
    if (listed.includes(code)) throw error;
    throw new Error(`${contract.name} gave ${code}, which its contract does not list`, { cause: error });
  };
}

/**
 * The request of one call. It is a class and not an object literal with getters, because V8 keeps the hidden class of
 * an object with own accessors in old space, and with it everything that the request refers to, until the next full
 * garbage collection.
 */
class ActionRequest implements Request<ActionContract> {
  readonly params: unknown;
  readonly caller: Caller;
  readonly call: Call;
  readonly confirmation: Confirmation;
  readonly logger: ServiceBroker['logger'];
  readonly #node: Node;
  readonly #contract: ActionContract;
  readonly #ctx: Context;

  constructor(node: Node, contract: ActionContract, ctx: Context, params: unknown) {
    this.params = params;
    this.caller = callerOf(ctx);
    this.call = callFrom(ctx);
    this.confirmation = new Confirmation(contract, this.caller);
    this.logger = ctx.service?.logger ?? ctx.broker.logger;
    this.#node = node;
    this.#contract = contract;
    this.#ctx = ctx;
  }

  get organizationId(): string {
    const id = organizationOf(this.caller);
    if (!id) throw new AppError('TOKEN_MISSING');
    return id;
  }

  get userId(): string {
    const id = personBehind(this.caller);
    if (!id) throw new AppError('PERMISSION_DENIED');
    return id;
  }

  get actor(): Actor {
    const { caller } = this;
    if (caller.kind === 'user') return { kind: 'user', id: caller.userId };
    if (caller.kind === 'api-key') return { kind: 'service', id: `api-key:${caller.keyId}` };
    if (caller.kind === 'service') return { kind: 'service', id: caller.service };
    throw new AppError('TOKEN_MISSING');
  }

  get confirm(): Confirm {
    const { stepUp: token } = (this.#ctx.headers ?? {}) as { stepUp?: string };
    const { call, confirmation, params } = this;
    return (subject = {}) => confirmation.confirm(params as object, subject, { call, token });
  }

  get waiveConfirmation(): () => void {
    return () => this.confirmation.waive();
  }

  get requireStill(): () => Promise<void> {
    const { authorization } = (this.#ctx.headers ?? {}) as { authorization?: string };
    const { identity } = this.#node;
    return async () => {
      authorize(this.#contract, await identity.callerOf(authorization, this.#contract.name));
    };
  }

  get pending(): { asOf: number; endedSince: (asOf: number) => boolean } {
    const { organizationId, userId } = this;
    const { identity } = this.#node;
    return {
      asOf: identity.asOf,
      endedSince: (asOf) => identity.endedSince(asOf, { userId, organizationId }),
    };
  }

  get callAsService(): Call {
    return this.#callAsServiceFor(organizationOf(this.caller));
  }

  get callFor(): (organizationId: string) => Call {
    return (organizationId) => this.#callAsServiceFor(organizationId);
  }

  #callAsServiceFor(organizationId: string | null): Call {
    const service = this.#contract.name.split('.')[0] as ServiceName;
    return callAsService(this.#ctx, this.#node.identity, service, { organizationId });
  }
}

function organizationOf(caller: Caller): string | null {
  return caller.kind === 'anonymous' ? null : caller.organizationId;
}

function personBehind(caller: Caller): string | null {
  if (caller.kind === 'anonymous') return null;
  return caller.kind === 'service' ? caller.onBehalfOf : caller.userId;
}

/** The caller, as this node's identity middleware determined it. */
export function callerOf(ctx: Context): Caller {
  return (ctx.locals as { caller?: Caller }).caller ?? { kind: 'anonymous' };
}
