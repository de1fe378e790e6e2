import { AppError } from '../../lib/errors.ts';
import { asAppError, neverDispatched } from '../../mixins/wire-errors.ts';
import type { Call } from '../../mixins/call.ts';
import { NO_VERSION, paramsOf } from './http/params.ts';
import { send } from './http/send.ts';
import type { Exchange, RouteDefinition } from './route.ts';

const RETRY_FOR_MS = 2_000;
const RETRY_PAUSE_MS = 100;

/** Takes one allowed request to its action and back. @throws AppError */
export async function handle(route: RouteDefinition, exchange: Exchange): Promise<void> {
  if (route.handle) {
    const answer = await route.handle(exchange);
    if (answer !== 'streaming') send(exchange, answer);
    return;
  }
  const params = await paramsOf(route, exchange);
  const asked = params['version'] === NO_VERSION && exchange.request.headers['if-match'] === undefined;
  try {
    const result = await exchange.call(route.contract, params);
    send(exchange, route.answer(result, exchange));
  } catch (error) {
    const known = asAppError(error);
    throw asked && known.code === 'VERSION_STALE' ? new AppError('PRECONDITION_REQUIRED') : known;
  }
}

/**
 * A `call` that tries again for two seconds when no node could take the call: nothing was sent, so nothing can happen
 * twice. Every other failure is passed on at once.
 */
export function patient(call: Call, pause: (ms: number) => Promise<void> = wait): Call {
  return async (contract, params, options) => {
    const until = Date.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        return await call(contract, params, options);
      } catch (error) {
        const cause = error instanceof AppError ? error.cause : error;
        if (!neverDispatched(cause) || Date.now() + RETRY_PAUSE_MS > until) throw error;
        await pause(RETRY_PAUSE_MS);
      }
    }
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
