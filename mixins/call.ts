import type { Context, ServiceBroker } from 'moleculer';
import type { ActionContract, ParamsOf, ResultOf } from '../contracts/action.ts';
import type { Origin } from '../contracts/auth/identity.ts';
import type { ServiceName } from '../contracts/permissions.ts';
import type { NodeIdentity } from './identity/node-identity.ts';
import { asAppError } from './wire-errors.ts';

export type CallOptions = {
  authorization?: string | undefined;
  /** A token with which the caller confirms what the action does; good for that action alone, so it is not passed on. */
  stepUp?: string;
  timeoutMs?: number;
  /** Where the client's request came from; for the gateway, who alone knows it. */
  origin?: Origin;
};

/** Calls another service's action by its contract; as the present caller, unless `authorization` names another one. */
export type Call = <C extends ActionContract>(
  contract: C,
  params: ParamsOf<C>,
  options?: CallOptions,
) => Promise<ResultOf<C>>;

/** For whom a service calls: an organisation (null: none), a job, and the person who requested the work. */
export type ServiceClaims = {
  organizationId: string | null;
  jobId?: string | null;
  onBehalfOf?: string | null;
};

/** The `call` of one request: it passes on the caller and the trace. @throws AppError, whatever the cause is */
export function callFrom(ctx: Context): Call {
  const inherited = (ctx.headers as Headers | undefined)?.authorization;
  return callThrough(ctx, () => inherited);
}

/** The `call` for work without a request; anonymous, unless `authorization` names a caller. */
export function callFromBroker(broker: ServiceBroker): Call {
  return callThrough(broker, () => undefined);
}

/**
 * The `call` of a service in its own name. Each call has a token that is valid for a minute and for that action only.
 * The contract of the action must list the service in `callers`.
 */
export function callAsService(
  source: Context | ServiceBroker,
  identity: NodeIdentity,
  service: ServiceName,
  claims: ServiceClaims,
): Call {
  return callThrough(source, (contract) =>
    identity.authorizationFor(service, { ...claims, action: contract.name }),
  );
}

/** The part that a context and a broker have in common: both can call. */
type Carrier = { call(name: string, params: object, options: object): Promise<unknown> };
/** Where a client's request came from travels with every call that it leads to. */
type Headers = { authorization?: string; origin?: Origin };

function callThrough(
  source: Context | ServiceBroker,
  authorizationFor: (contract: ActionContract) => string | undefined,
): Call {
  const carrier = source as Carrier;
  const inherited = (source as { headers?: Headers }).headers?.origin;
  return async <C extends ActionContract>(contract: C, params: ParamsOf<C>, options: CallOptions = {}) => {
    const authorization = options.authorization ?? authorizationFor(contract);
    const timeout = options.timeoutMs ?? contract.timeoutMs;
    const origin = options.origin ?? inherited;
    try {
      return (await carrier.call(contract.name, params as object, {
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(options.stepUp === undefined ? {} : { stepUp: options.stepUp }),
          ...(origin === undefined ? {} : { origin }),
        },
        ...(timeout === undefined ? {} : { timeout }),
      })) as ResultOf<C>;
    } catch (error) {
      throw asAppError(error);
    }
  };
}
