import type { Middleware, ServiceBroker } from 'moleculer';
import { asMiddleware, Middlewares, type Wrap } from '../moleculer.ts';

/**
 * Moleculer's tracing for the requests that are sampled, and nothing for the others: Moleculer builds a span for every
 * call and throws most away, which costs more than the call. The first node decides; its decision travels with the call.
 */
export function sampledTracing(ratio: number, random: () => number = Math.random) {
  return (broker: ServiceBroker): Middleware => {
    const traced = Middlewares.Tracing(broker);
    const sampled = (wrap: Wrap | undefined): Wrap | undefined =>
      wrap &&
      ((next, definition) => {
        const inner = wrap.call(broker, next, definition);
        return (ctx) => {
          const decided = ctx as { tracing: boolean | null };
          decided.tracing ??= random() < ratio;
          return decided.tracing ? inner(ctx) : next(ctx);
        };
      });
    return asMiddleware({
      ...traced,
      name: 'SampledTracing',
      localAction: sampled(traced.localAction),
      localEvent: sampled(traced.localEvent),
    });
  };
}
