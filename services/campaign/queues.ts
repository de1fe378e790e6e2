import type { QueueDefinition } from '../../storage/queues.ts';

/** Durable work of campaign; one operation of a campaign at a time. */
export const queues: readonly QueueDefinition[] = [
  { name: 'campaign.publish', serialByKey: true, retryLimit: 20, retryDelayMaxSeconds: 60 },
];
