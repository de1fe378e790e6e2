import type { QueueDefinition } from '../../storage/queues.ts';

/** Durable work of platforms; an ad account is an actor: its work is taken one at a time. */
export const queues: readonly QueueDefinition[] = [
  { name: 'platforms.apply', serialByKey: true, retryLimit: 20, retryDelayMaxSeconds: 300 },
];
