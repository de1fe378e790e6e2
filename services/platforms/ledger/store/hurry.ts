import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { oneOf, statement, uuid } from '../../../../storage/statement.ts';
import type { LimitStore } from './limit-store.ts';
import { enqueueApply, laneOf } from './apply-queue.ts';

const unfinished = (which: string, change = '') =>
  statement(
    `UPDATE ops SET not_before = NULL, hurried_attempt = attempt, updated_at = $3${change}
     WHERE organization_id = $1 AND ${which} AND state IN ('pending', 'running')
     RETURNING id AS "opId", ad_account_id AS "adAccountId", platform, kind`,
    { opId: uuid, adAccountId: uuid, platform: oneOf(PLATFORMS), kind: oneOf(SUBMISSION_KINDS) },
  );
const OF_OPERATION = 'operation_id = $2';
const HURRY = unfinished(OF_OPERATION);
const CANCEL = unfinished(OF_OPERATION, ', cancelled_at = COALESCE(cancelled_at, $3)');
const ON_ACCOUNTS = unfinished('ad_account_id = ANY($2::uuid[])');

/** Called in the transaction in which it is saved that a platform takes these ad accounts of an organisation again. */
export type WakeSteps = (
  tx: Tx,
  accounts: { organizationId: string; adAccountIds: readonly string[] },
  now: Date,
) => Promise<void>;

/**
 * Has everything that waits for ad accounts tried now, what stops first: they were connected again, or their hold is over. A platform's
 * limit is waited for all the same.
 */
export const wakeStepsIn = (jobs: Jobs): WakeSteps =>
  async function wakeSteps(tx, { organizationId, adAccountIds }, now) {
    const steps = await tx.query(ON_ACCOUNTS, [organizationId, adAccountIds, now]);
    const inOrder = steps.toSorted((a, b) => Number(b.kind === 'pause') - Number(a.kind === 'pause'));
    for (const { kind, ...step } of inOrder)
      await enqueueApply(tx, jobs, laneOf(kind), { organizationId, ...step });
  };

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
