import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import { systemClock, type Clock } from '../lib/time.ts';
import { BusSeal } from './bus/bus-seal.ts';
import { Health } from './health.ts';
import { NodeIdentity } from './identity/node-identity.ts';
import { readServiceKeys } from './identity/service-keys.ts';
import { NodeMetrics } from './node-metrics.ts';
import { nodeIdOf } from './node-id.ts';
import type { NodeSettings } from './node-settings.ts';
import type { Node } from './node.ts';

/**
 * Makes the parts that a node's services share. @throws Error when the keys of the services are missing or cannot be
 * read
 */
export function composeNode(settings: NodeSettings, clock: Clock = systemClock): Node {
  const keys = readServiceKeys(settings.SERVICE_KEYS, settings.SERVICE_PUBLIC_KEYS);
  const id = nodeIdOf(settings.NODE_ID, [...keys.signing.keys()]);
  const identity = new NodeIdentity(keys, clock);
  return {
    id,
    bus: settings.NATS_URL === undefined ? undefined : new BusSeal(id, keys, clock),
    clock,
    identity,
    metrics: new NodeMetrics(id),
    health: new Health(identity, requiredServices),
    checked: !settings.production,
  };
}

/**
 * The services that a node needs to be ready. A gateway needs all services; other nodes need auth, which tells them of
 * revoked sessions, and the services that they run.
 */
function requiredServices(services: readonly string[]): readonly ServiceName[] {
  if (services.includes('gateway')) return SERVICES.filter((name) => name !== 'gateway');
  return SERVICES.filter((name) => name === 'auth' || services.includes(name));
}
