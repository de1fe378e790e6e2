import type { Health } from './health.ts';
import type { NodeIdentity } from './identity/node-identity.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** The parts that the services of one node share. They are made once and passed to each service. */
export type Node = {
  identity: NodeIdentity;
  metrics: NodeMetrics;
  health: Health;
  /** Whether results, errors and rows are compared with their declarations; true everywhere but in production. */
  checked: boolean;
};
