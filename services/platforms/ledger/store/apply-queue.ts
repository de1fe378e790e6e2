import { jobs as jobKinds, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';

/** Enqueues an attempt at a step; the queue runs one job of an ad account at a time. */
export async function enqueueApply(
  tx: Tx,
  jobs: Jobs,
  payload: PayloadOf<typeof jobKinds.apply>,
  delayMs = 0,
): Promise<void> {
  await jobs.enqueue(tx, jobKinds.apply, payload, {
    key: payload.adAccountId,
    ...(delayMs > 0 ? { startAfterSeconds: delayMs / 1_000 } : {}),
  });
}
