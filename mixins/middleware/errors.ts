import type { ActionSchema, Context, Middleware, ServiceBroker } from 'moleculer';
import { ERRORS } from '../../lib/errors.ts';
import { asAppError, toWire } from '../wire-errors.ts';
import type { Next } from '../moleculer.ts';

/**
 * Turns every error of an action into one of the catalogue, and logs errors with status 500 and above with their cause.
 */
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
          const appError = asAppError(error);
          if (ERRORS[appError.code].status >= 500) {
            broker?.logger.error(
              {
                action: action.name,
                requestId: ctx.requestID,
                code: appError.code,
                err: appError.cause ?? appError,
              },
              `${action.name} failed`,
            );
          }
          throw toWire(appError);
        }
      };
    },
  };
}
