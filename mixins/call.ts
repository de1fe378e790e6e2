import type { Context, ServiceBroker } from 'moleculer';
import type { ActionContract, ParamsOf, ResultOf } from '../contracts/action.ts';
import { asAppError } from './wire-errors.ts';

export type CallOptions = { authorization?: string | undefined; timeoutMs?: number };

/** Calls another service's action by its contract, in the name of the present caller unless told otherwise. */
export type Call = <C extends ActionContract>(
  contract: C,
  params: ParamsOf<C>,
  options?: CallOptions,
) => Promise<ResultOf<C>>;

/** The `call` of one request: it passes on who asked and the trace. @throws AppError of the catalogue, always */
export function callFrom(ctx: Context): Call {
  const inherited = (ctx.headers as { authorization?: string } | undefined)?.authorization;
  return (contract, params, options = {}) =>
    typed(
      ctx.call(
        contract.name,
        params as object,
        callOptions(contract, options.authorization ?? inherited, options),
      ),
    );
}

/** The `call` of work that no request asked for (jobs, polls). */
export function callFromBroker(broker: ServiceBroker): Call {
  return (contract, params, options = {}) =>
    typed(
      broker.call(contract.name, params as object, callOptions(contract, options.authorization, options)),
    );
}

function callOptions(
  contract: ActionContract,
  authorization: string | undefined,
  options: CallOptions,
): object {
  const timeout = options.timeoutMs ?? contract.timeoutMs;
  return {
    headers: authorization === undefined ? {} : { authorization },
    ...(timeout === undefined ? {} : { timeout }),
  };
}

async function typed<T>(answer: Promise<unknown>): Promise<T> {
  try {
    return (await answer) as T;
  } catch (error) {
    throw asAppError(error);
  }
}
