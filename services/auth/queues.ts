import type { QueueDefinition } from '../../storage/queues.ts';

/** Durable work of auth. */
export const queues: readonly QueueDefinition[] = [{ name: 'auth.mail' }];
