import type { QueueDefinition } from '../../storage/queues.ts';

/** How often the reading of a file is tried again: about a quarter of an hour for what it needs to come back. */
export const IMPORT_RETRIES = 20;

/** Durable work of analytics. */
export const queues: readonly QueueDefinition[] = [
  { name: 'analytics.import', retryLimit: IMPORT_RETRIES, retryDelaySeconds: 1, retryDelayMaxSeconds: 60 },
];
