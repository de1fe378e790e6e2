import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { oneOf, statement, uuid } from '../../../../storage/statement.ts';
import type { LimitStore } from './limit-store.ts';
import { enqueueApply, laneOf } from './apply-queue.ts';

const unfinished = (change: string) =>
  statement(
    `UPDATE ops SET not_before = NULL, hurried_attempt = attempt, updated_at = $3, ${change}
     WHERE organization_id = $1 AND operation_id = $2 AND state IN ('pending', 'running')
     RETURNING id AS "opId", ad_account_id AS "adAccountId", platform, kind`,
    { opId: uuid, adAccountId: uuid, platform: oneOf(PLATFORMS), kind: oneOf(SUBMISSION_KINDS) },
  );
const HURRY = unfinished('cancelled_at = cancelled_at');
const CANCEL = unfinished('cancelled_at = COALESCE(cancelled_at, $3)');

/**
 * Has the steps of an operation tried now, whatever they wait for: also to end, when they are cancelled. What must be waited
 * for so that nothing is made twice is waited for all the same.
 */
export async function hurrySteps(
  tx: Tx,
  jobs: Jobs,
  limits: Pick<LimitStore, 'letProbe'>,
  change: 'hurry' | 'cancel',
  { organizationId, operationId, now }: { organizationId: string; operationId: string; now: Date },
): Promise<void> {
  const steps = await tx.query(change === 'cancel' ? CANCEL : HURRY, [organizationId, operationId, now]);
  for (const { kind, ...step } of steps) {
    if (change === 'hurry') await limits.letProbe(tx, { organizationId, adAccountId: step.adAccountId }, now);
    await enqueueApply(tx, jobs, laneOf(kind), { organizationId, ...step });
  }
}
