import type { ServiceBroker } from 'moleculer';
import type { Health } from './health.ts';
import type { NodeIdentity } from './identity/node-identity.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** What the services of one node share. */
export type Node = {
  identity: NodeIdentity;
  metrics: NodeMetrics;
  health: Health;
  /** Whether results are compared with their contracts: everywhere but in production. */
  checkResults: boolean;
};

const nodes = new WeakMap<object, Node>();

/** Remembers which node a broker is; done once, when the broker is made. */
export function bindNode(broker: ServiceBroker, node: Node): void {
  nodes.set(broker, node);
}

/** The node that this broker is. */
export function nodeOf(broker: ServiceBroker): Node {
  const node = nodes.get(broker);
  if (!node) throw new Error('this broker was made without a node');
  return node;
}
