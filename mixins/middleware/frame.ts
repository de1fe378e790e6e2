import * as moleculer from 'moleculer';
import type { Context, Middleware, ServiceBroker } from 'moleculer';

/** The rest of a call's way: what a middleware wraps. */
export type Next = (ctx: Context) => Promise<unknown>;
/** Wraps an action's or an event listener's handler. */
export type Wrap = (next: Next, definition: object) => Next;

type Wrapping = Middleware & { localAction?: Wrap; localEvent?: Wrap };
type Factory = (broker: ServiceBroker) => Wrapping;

/** Moleculer's own middlewares: exported by the package, left out of its types. */
export const { Middlewares } = moleculer as unknown as {
  Middlewares: { Tracing: Factory; CircuitBreaker: Factory };
};
