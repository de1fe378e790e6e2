import type { Middleware, ServiceBroker } from 'moleculer';
import { Middlewares } from '../moleculer.ts';

/**
 * Moleculer's circuit breaker for calls to other nodes. A call within a node cannot be sent anywhere else, so a breaker
 * in front of it would only turn one failing dependency into an outage of the whole action.
 */
export function remoteBreaker(broker: ServiceBroker): Middleware {
  const { localAction: _local, ...remote } = Middlewares.CircuitBreaker(broker);
  return { ...remote, name: 'RemoteBreaker' };
}
