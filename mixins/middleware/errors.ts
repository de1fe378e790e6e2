import type { ActionSchema, Context, Middleware, ServiceBroker } from 'moleculer';
import { ERRORS } from '../../lib/errors.ts';
import { asAppError, toWire } from '../wire-errors.ts';
import type { Next } from '../moleculer.ts';

/** Turns whatever an action throws into one error of the catalogue; what nobody expected is logged with its cause. */
export function errorsMiddleware(): Middleware {
  let broker: ServiceBroker | undefined;
  return {
    name: 'Errors',
    created(b: ServiceBroker) {
      broker = b;
    },
    localAction(next: Next, action: ActionSchema) {
      return async (ctx: Context) => {
        try {
          return await next(ctx);
        } catch (error) {
          const known = asAppError(error);
          if (ERRORS[known.code].status >= 500) {
            broker?.logger.error(
              { action: action.name, requestId: ctx.requestID, code: known.code, err: known.cause ?? known },
              `${action.name} failed`,
            );
          }
          throw toWire(known);
        }
      };
    },
  };
}
