import * as moleculer from 'moleculer';
import type { BrokerOptions, Context, Middleware, ServiceBroker, ServiceSchema } from 'moleculer';

/**
 * What Moleculer and its packages do at run time but leave out of their types. All casts to and from their types are
 * here, each with its reason.
 */

/** The next handler of a call, which a middleware wraps. */
export type Next = (ctx: Context) => Promise<unknown>;
/** Wraps an action's or an event listener's handler. */
export type Wrap = (next: Next, definition: object) => Next;
type WrappingMiddleware = Middleware & { localAction?: Wrap; localEvent?: Wrap };
type Factory = (broker: ServiceBroker) => WrappingMiddleware;

/** Moleculer's own middlewares: exported by the package, left out of its types. */
export const { Middlewares } = moleculer as typeof moleculer & {
  Middlewares: { Tracing: Factory; CircuitBreaker: Factory };
};

/** A service whose functions declare the type of their `this`; Moleculer's type allows one `this` only. */
export const serviceSchema = (schema: object): ServiceSchema => schema as ServiceSchema;

/** A package that is a plain service schema, as a mixin. */
export const asMixin = (schema: object): Partial<ServiceSchema> => schema as Partial<ServiceSchema>;

/** A function among the methods of a package that is a service schema. */
export function methodOf<F>(schema: object, name: string): F {
  return (schema as { methods: Record<string, F> }).methods[name] as F;
}

/** A middleware whose hooks have narrower parameters than Moleculer's type. */
export const asMiddleware = (middleware: object): Middleware => middleware;

/** Options of tracing; Moleculer's type lacks some of them. */
export const tracingOptions = (options: object): BrokerOptions['tracing'] => options;

/** A service of this node, in the type that its package gives it. */
export const localService = <S extends object>(broker: ServiceBroker, name: string): S | undefined =>
  broker.getLocalService(name) as S | undefined;

/** A packet between nodes, before it is written as bytes. */
export type Packet = {
  type: string;
  target: string | null;
  payload: { id?: string; success?: boolean; data?: unknown; error?: unknown };
};
/** A node's end of the bus. NATS's server says what it takes; calls of other nodes wait under the id of their request. */
type Transit = {
  pendingRequests: ReadonlyMap<string, { nodeID: string }>;
  tx: { client?: { info?: { max_payload: number } } | null; serialize(packet: Packet): Buffer };
  errorRegenerator: { extractPlainError(error: Error, payload: Packet['payload']): unknown };
  removePendingRequest(id: string): void;
};

/** A node's end of the bus; undefined for a node alone. */
export const transitOf = (broker: ServiceBroker): Transit | undefined =>
  broker.transit as unknown as Transit | undefined;

/** The class that a package exports and has no types for. */
export const classOf = <C>(exported: unknown): new () => C => exported as new () => C;

/** The result of a hook whose type is void, although Moleculer waits for the promise that it returns. */
export const asHookResult = (work: Promise<unknown>): undefined => work as never;

/** The nodes that this one knows; the registry's type says only that they are a list. */
export const knownNodes = <N>(broker: ServiceBroker): readonly N[] =>
  broker.registry.getNodeList({ onlyAvailable: false, withServices: true }) as unknown[] as N[];
