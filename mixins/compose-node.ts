import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import { Health } from './health.ts';
import { NodeIdentity } from './identity/node-identity.ts';
import { readServiceKeys } from './identity/service-keys.ts';
import { NodeMetrics } from './node-metrics.ts';
import type { NodeSettings } from './node-settings.ts';
import type { Node } from './node.ts';

/** What the services of one node share. @throws Error in one sentence without readable keys of the services */
export function composeNode(settings: NodeSettings): Node {
  const identity = new NodeIdentity(readServiceKeys(settings.SERVICE_KEYS, settings.SERVICE_PUBLIC_KEYS));
  return {
    identity,
    metrics: new NodeMetrics(settings.NODE_ID ?? 'local'),
    health: new Health(identity, neededBeside),
    checked: !settings.production,
  };
}

/** What a node that runs `services` must reach to be ready: a gateway needs every service, the others need auth's word. */
function neededBeside(services: readonly string[]): readonly ServiceName[] {
  if (services.includes('gateway')) return SERVICES.filter((name) => name !== 'gateway');
  return SERVICES.filter((name) => name === 'auth' || services.includes(name));
}
