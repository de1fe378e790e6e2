import { jobs as jobContracts, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
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
    const when = startAfterSeconds === undefined ? { priority: AT_ONCE } : { startAfterSeconds };
    await jobs.enqueue(tx, laneOf(operation), payload, { key: operation.campaignId, ...when });
  };
}

/** What begins, is cancelled or goes on with its next step comes before looks at what is under way: however many of these there are. */
const AT_ONCE = 1;
const laneOf = (operation: Pick<Operation, 'kind'>) =>
  isStopping(operation) ? jobContracts.haltCampaign : jobContracts.publish;

/** Has the next look at an operation come now. */
export async function lookNow(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  { operation }: NewOperation,
): Promise<void> {
  const part = { organizationId, operationId: operation.id };
  await jobs.hasten(tx, laneOf(operation), operation.campaignId, part);
}
