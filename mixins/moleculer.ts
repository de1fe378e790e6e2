import * as moleculer from 'moleculer';
import type { BrokerOptions, Context, Middleware, ServiceBroker, ServiceSchema } from 'moleculer';

/**
 * What Moleculer and its packages do, and their types do not say. Casts to and from their types stand here and nowhere
 * else, each with its reason.
 */

/** The rest of a call's way: what a middleware wraps. */
export type Next = (ctx: Context) => Promise<unknown>;
/** Wraps an action's or an event listener's handler. */
export type Wrap = (next: Next, definition: object) => Next;
type Wrapping = Middleware & { localAction?: Wrap; localEvent?: Wrap };
type Factory = (broker: ServiceBroker) => Wrapping;

/** Moleculer's own middlewares: exported by the package, left out of its types. */
export const { Middlewares } = moleculer as typeof moleculer & {
  Middlewares: { Tracing: Factory; CircuitBreaker: Factory };
};

/** A service whose functions say what their `this` is; Moleculer's type knows one `this` only. */
export const serviceSchema = (schema: object): ServiceSchema => schema as ServiceSchema;

/** A package that is a plain service schema, as a mixin. */
export const asMixin = (schema: object): Partial<ServiceSchema> => schema as Partial<ServiceSchema>;

/** A function among the methods of a package that is a service schema. */
export function methodOf<F>(schema: object, name: string): F {
  return (schema as { methods: Record<string, F> }).methods[name] as F;
}

/** A middleware whose hooks have narrower parameters than Moleculer's type. */
export const asMiddleware = (middleware: object): Middleware => middleware;

/** Options of tracing, of which Moleculer's type knows not all. */
export const tracingOptions = (options: object): BrokerOptions['tracing'] => options;

/** A service of this node as what its package makes of it. */
export const localService = <S extends object>(broker: ServiceBroker, name: string): S | undefined =>
  broker.getLocalService(name) as S | undefined;

/** The class that a package exports and has no types for. */
export const classOf = <C>(exported: unknown): new () => C => exported as new () => C;

/** For a hook whose type says that it gives nothing, although Moleculer waits for the promise that it gives. */
export const waitedFor = (work: Promise<unknown>): undefined => work as never;

/** The nodes that this one knows; the registry's type says only that they are a list. */
export const knownNodes = <N>(broker: ServiceBroker): readonly N[] =>
  broker.registry.getNodeList({ onlyAvailable: false, withServices: true }) as unknown[] as N[];
