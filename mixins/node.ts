import type { Clock } from '../lib/time.ts';
import type { BusSeal } from './bus/bus-seal.ts';
import type { Health } from './health.ts';
import type { NodeIdentity } from './identity/node-identity.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** The parts that the services of one node share. They are made once and passed to each service. */
export type Node = {
  /** Its name among the nodes. */
  id: string;
  /** Proves what it says to other nodes, and what they say; undefined where there is no bus. */
  bus: BusSeal | undefined;
  /** The time by which it signs, verifies and remembers; tests set it. */
  clock: Clock;
  identity: NodeIdentity;
  metrics: NodeMetrics;
  health: Health;
  /** Whether results, errors and rows are compared with their declarations; true everywhere but in production. */
  checked: boolean;
};
