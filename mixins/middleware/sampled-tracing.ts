import * as moleculer from 'moleculer';
import type { Context, Middleware, ServiceBroker } from 'moleculer';

type Next = (ctx: Context) => Promise<unknown>;
type Wrap = (next: Next, definition: object) => Next;
type Traced = Middleware & { localAction?: Wrap; localEvent?: Wrap };
/** Exported by moleculer, left out of its types. */
const { Middlewares } = moleculer as unknown as { Middlewares: { Tracing(broker: ServiceBroker): Traced } };

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
    return {
      ...traced,
      name: 'SampledTracing',
      localAction: sampled(traced.localAction),
      localEvent: sampled(traced.localEvent),
    } as Middleware;
  };
}
