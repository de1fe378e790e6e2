import type { QueueDefinition } from '../../storage/queues.ts';

/** ai has no durable work yet: a generation answers in its request. */
export const queues: readonly QueueDefinition[] = [];
