import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Http } from './http.ts';

/** An operation that a request has begun. */
export type Begun = { id: string };

/** The states in which an operation has ended. */
export const ENDED: readonly string[] = ['succeeded', 'failed', 'needs_review', 'cancelled'];
/** How long an operation may take before it counts as lost, whatever happened. */
export const PATIENCE_MS = 60_000;

/** Headers of a request that is asked again with the same key. */
export const keyed = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/** Publishes, pauses or resumes a campaign. @throws Error when it is not accepted */
export const begin = (owner: Http, id: string, verb: 'publish' | 'pause' | 'resume'): Promise<Begun> =>
  owner.must<Begun>('POST', `/api/campaigns/${id}/${verb}`, undefined, keyed());

/** The operation once it has ended, or as it is when patience has. */
export async function endOf(owner: Http, { id }: Begun): Promise<{ status: string; error: unknown }> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = await owner.must<{ status: string; error: unknown }>('GET', `/api/operations/${id}`);
    if (ENDED.includes(now.status) || Date.now() > until) return now;
    await sleep(50);
  }
}
