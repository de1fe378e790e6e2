import * as moleculer from 'moleculer';
import type { Middleware, ServiceBroker } from 'moleculer';

/** Exported by moleculer, left out of its types. */
const { Middlewares } = moleculer as unknown as {
  Middlewares: { CircuitBreaker(broker: ServiceBroker): Middleware & { localAction?: unknown } };
};

/**
 * Moleculer's circuit breaker for calls to other nodes. A call within a node cannot be sent anywhere else, so a breaker
 * in front of it would only turn one failing dependency into an outage of the whole action.
 */
export function remoteBreaker(broker: ServiceBroker): Middleware {
  const { localAction: _local, ...remote } = Middlewares.CircuitBreaker(broker);
  return { ...remote, name: 'RemoteBreaker' };
}
