import { jobs as jobContracts, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Job, Jobs } from '../../../../storage/jobs.ts';
import { isStopping, type NewOperation } from '../domain/operation.ts';

export type PublishJob = Job<PayloadOf<typeof jobContracts.publish>>;

/** Asks, in the transaction of a change, for the next attempt at an operation. */
export type EnqueueAttempt = (
  tx: Tx,
  organizationId: string,
  operation: NewOperation,
  startAfterSeconds?: number,
) => Promise<void>;

export function enqueueAttemptsIn(jobs: Jobs): EnqueueAttempt {
  return async function enqueueAttempt(tx, organizationId, { operation }, startAfterSeconds) {
    const payload = { organizationId, operationId: operation.id };
    const delay = startAfterSeconds === undefined ? {} : { startAfterSeconds };
    const lane = isStopping(operation) ? jobContracts.haltCampaign : jobContracts.publish;
    await jobs.enqueue(tx, lane, payload, { key: operation.campaignId, ...delay });
  };
}
