import type { Server } from 'node:http';
import { ServiceBroker, type ServiceSchema } from 'moleculer';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Config } from '../lib/config.ts';
import { serveHealth } from '../mixins/health.ts';
import { brokerMetricsService } from '../mixins/broker-metrics.ts';
import type { Node } from '../mixins/node.ts';
import { brokerOptions, makeNode } from '../moleculer.config.ts';

export type RunningNode = { broker: ServiceBroker; node: Node; stop(): Promise<void> };
type ServiceFactory = (config: Config, node: Node) => ServiceSchema;

/** What a node must reach besides itself to be ready: a gateway needs every service, the others need auth's word. */
function neededBy(services: readonly ServiceName[]): ServiceName[] {
  const others = SERVICES.filter((s) => s !== 'gateway');
  return services.includes('gateway') ? others : ['auth', ...services.filter((s) => s !== 'auth')];
}

/** Loads a service's factory: `services/<name>/<name>.service.ts` exports `<name>Service(config, node)`. */
async function factoryOf(name: ServiceName): Promise<ServiceFactory> {
  const module = (await import(`../services/${name}/${name}.service.ts`)) as Record<string, ServiceFactory>;
  const factory = module[`${name}Service`];
  if (!factory) throw new Error(`services/${name}/${name}.service.ts does not export ${name}Service`);
  return factory;
}

/**
 * Starts one node with the configured services and waits until they run. A node that is not a gateway serves its health
 * and metrics on its first service's port.
 */
export async function runNode(config: Config): Promise<RunningNode> {
  const names = config.services;
  const node = makeNode(config, neededBy(names));
  const broker = new ServiceBroker(brokerOptions(config, node));
  let health: Server | undefined;
  const stop = async () => {
    await node.health.drain();
    await broker.stop();
    node.metrics.stop();
    await new Promise((resolve) => (health ? health.close(resolve) : resolve(undefined)));
  };
  try {
    for (const name of names) broker.createService((await factoryOf(name))(config, node));
    if (names.includes('gateway') && config.BROKER_METRICS_PORT > 0)
      broker.createService(brokerMetricsService(config));
    await broker.start();
    if (!names.includes('gateway')) {
      health = await serveHealth(config.host, config.ports[names[0] ?? 'auth'], node.health, node.metrics);
    }
    await node.identity.poll();
    return { broker, node, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
