import type { ActionSchema, Context, ServiceBroker } from 'moleculer';
import type { ActionContract, ParsedParamsOf, ResultOf } from '../contracts/action.ts';
import type { Caller } from '../contracts/caller.ts';
import { AppError } from '../lib/errors.ts';
import { callFrom, type Call } from './call.ts';
import { nodeOf } from './node.ts';
import { invalidRequest } from './wire-errors.ts';

/** What a handler gets. */
export type Request<C extends ActionContract> = {
  params: ParsedParamsOf<C>;
  caller: Caller;
  /** The organisation of the caller. @throws TOKEN_MISSING when there is none */
  organizationId: string;
  /** The person who asks, for whom a service asks, or who made the API key that asks. @throws PERMISSION_DENIED when there is none */
  userId: string;
  /** Who to write into audit rows; an API key is a service named `api-key:<id>`, not the person who made it. */
  actor: Actor;
  call: Call;
  logger: ServiceBroker['logger'];
};
export type Actor = { kind: 'user' | 'service'; id: string };
export type Handler<C extends ActionContract> = (request: Request<C>) => Promise<ResultOf<C>>;

/** An action's schema that also carries its contract (as a function: Moleculer clones schemas, and zod breaks). */
export type ContractedAction = ActionSchema & { contract: () => ActionContract };

/**
 * An action as its contract says: parse the parameters (unknown fields refused), run the handler, and outside
 * production parse the result, so that a test catches every answer that is not what was promised. Who may call is
 * decided before, in middleware/identity.ts.
 */
export function action<C extends ActionContract>(contract: C, handler: Handler<C>): ContractedAction {
  return {
    contract: () => contract,
    retryPolicy: { enabled: contract.idempotent === true },
    ...(contract.timeoutMs === undefined ? {} : { timeout: contract.timeoutMs }),
    async handler(ctx: Context): Promise<ResultOf<C>> {
      const parsed = contract.params.safeParse(ctx.params ?? {});
      if (!parsed.success) throw invalidRequest(parsed.error);
      const answer = await handler(requestOf<C>(ctx, parsed.data as ParsedParamsOf<C>));
      return (nodeOf(ctx.broker).checkResults ? contract.result.parse(answer) : answer) as ResultOf<C>;
    },
  };
}

function requestOf<C extends ActionContract>(ctx: Context, params: ParsedParamsOf<C>): Request<C> {
  const caller = callerOf(ctx);
  return {
    params,
    caller,
    get organizationId() {
      const id = caller.kind === 'anonymous' ? null : caller.organizationId;
      if (!id) throw new AppError('TOKEN_MISSING');
      return id;
    },
    get userId() {
      const id = personBehind(caller);
      if (!id) throw new AppError('PERMISSION_DENIED');
      return id;
    },
    get actor(): Actor {
      if (caller.kind === 'user') return { kind: 'user', id: caller.userId };
      if (caller.kind === 'api-key') return { kind: 'service', id: `api-key:${caller.keyId}` };
      if (caller.kind === 'service') return { kind: 'service', id: caller.service };
      throw new AppError('TOKEN_MISSING');
    },
    call: callFrom(ctx),
    logger: ctx.service?.logger ?? ctx.broker.logger,
  };
}

function personBehind(caller: Caller): string | null {
  if (caller.kind === 'anonymous') return null;
  return caller.kind === 'service' ? caller.onBehalfOf : caller.userId;
}

/** Who is calling, as the identity middleware of this node found out. */
export function callerOf(ctx: Context): Caller {
  return (ctx.locals as { caller?: Caller }).caller ?? { kind: 'anonymous' };
}
