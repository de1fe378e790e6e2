import type { Server } from 'node:http';
import type { Middleware, Service, ServiceBroker } from 'moleculer';
import { SERVICES } from '../../contracts/permissions.ts';
import { serveHealth } from '../health.ts';
import type { ListeningSettings } from '../node-settings.ts';
import type { Node } from '../node.ts';

/**
 * What every node does besides its services. It reads revocations from auth before its start is complete, serves health
 * and metrics on its first service's port (`metadata.port` of the schema) unless a gateway serves them, and lets open
 * connections end before its services stop.
 */
export function nodeLife(node: Node, { host }: ListeningSettings): Middleware {
  let health: Server | undefined;
  return {
    name: 'NodeLife',
    async started(broker: ServiceBroker) {
      const services = broker.services.filter(({ name }) => isOurs(name));
      const port = portOf(services[0]);
      if (port !== undefined && !services.some(({ name }) => name === 'gateway'))
        health = await serveHealth(host, port, node.health, node.metrics);
      await node.identity.poll();
    },
    async stopping() {
      await node.health.drain();
    },
    async stopped() {
      node.metrics.stop();
      await new Promise((resolve) => (health ? health.close(resolve) : resolve(undefined)));
    },
  };
}

const isOurs = (name: string) => SERVICES.some((service) => service === name);

function portOf(service: Service | undefined): number | undefined {
  const { port } = (service?.metadata ?? {}) as { port?: unknown };
  return typeof port === 'number' ? port : undefined;
}
