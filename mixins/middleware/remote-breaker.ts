import type { Middleware, ServiceBroker } from 'moleculer';
import { Middlewares } from '../moleculer.ts';

/**
 * Moleculer's circuit breaker for calls to other nodes only. A call within a node cannot go to another node instead, so
 * a breaker would only turn one failing dependency into an outage of the whole action.
 */
export function remoteBreaker(broker: ServiceBroker): Middleware {
  const { localAction: _local, ...remote } = Middlewares.CircuitBreaker(broker);
  return { ...remote, name: 'RemoteBreaker' };
}
