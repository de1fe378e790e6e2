import type { Health } from './health.ts';
import type { NodeIdentity } from './identity/node-identity.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** What the services of one node share; made once, where the node is composed, and handed to each of them. */
export type Node = {
  identity: NodeIdentity;
  metrics: NodeMetrics;
  health: Health;
  /** Whether answers, errors and rows are compared with what was promised: everywhere but in production. */
  checked: boolean;
};
