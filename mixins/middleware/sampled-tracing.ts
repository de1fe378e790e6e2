import type { Middleware, ServiceBroker } from 'moleculer';
import { asMiddleware, Middlewares, type Wrap } from '../moleculer.ts';

/**
 * Runs Moleculer's tracing for sampled requests only. Moleculer itself would build a span for every call and discard
 * most of them, which costs more than the call. The first node decides, and the decision travels with the call.
 */
export function sampledTracing(ratio: number, random: () => number = Math.random) {
  return (broker: ServiceBroker): Middleware => {
    const tracing = Middlewares.Tracing(broker);
    const sample = (wrap: Wrap | undefined): Wrap | undefined =>
      wrap &&
      ((next, definition) => {
        const inner = wrap.call(broker, next, definition);
        return (ctx) => {
          const sampling = ctx as { tracing: boolean | null };
          sampling.tracing ??= random() < ratio;
          return sampling.tracing ? inner(ctx) : next(ctx);
        };
      });
    return asMiddleware({
      ...tracing,
      name: 'SampledTracing',
      localAction: sample(tracing.localAction),
      localEvent: sample(tracing.localEvent),
    });
  };
}
