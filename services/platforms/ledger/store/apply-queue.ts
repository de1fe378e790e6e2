import { jobs as jobKinds, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';

/** The lane of an ad account in which a kind of step is taken. */
export const laneOf = (kind: SubmissionKind): Lane => (kind === 'pause' ? jobKinds.halt : jobKinds.apply);
export type Lane = typeof jobKinds.apply | typeof jobKinds.halt;

/**
 * Enqueues an attempt at a step. Other work of an ad account is taken one at a time; a pause waits for no other pause, so that one
 * that hangs delays no other campaign's.
 */
export async function enqueueApply(
  tx: Tx,
  jobs: Jobs,
  lane: Lane,
  payload: PayloadOf<Lane>,
  delayMs = 0,
): Promise<void> {
  await jobs.enqueue(tx, lane, payload, {
    key: lane === jobKinds.halt ? payload.opId : payload.adAccountId,
    ...(delayMs > 0 ? { startAfterSeconds: delayMs / 1_000 } : {}),
  });
}
