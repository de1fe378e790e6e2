import type { QueueDefinition } from '../../storage/queues.ts';

/** Durable work of analytics. */
export const queues: readonly QueueDefinition[] = [{ name: 'analytics.import' }];
