import { jobs as jobContracts } from '../../../../contracts/jobs.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { StoredOperation } from '../domain/operation.ts';

/** After how long a stop begins another pause of what the last one has not proved. */
const AGAIN_SECONDS = 30;

const STANDING = statement(
  `SELECT s.id FROM stop_operations o JOIN stops s ON s.organization_id = $1 AND s.id = o.stop_id
   WHERE o.organization_id = $1 AND o.operation_id = $2 AND s.lifted_at IS NULL`,
  { id: uuid },
);

/** Whether another pause may prove what this one has not: not what is gone, nor what is in an ad account that is closed, or not connected. */
const isOpen = ({ status, error }: Publication): boolean =>
  status !== 'removed' && status !== 'paused' && !HOPELESS.includes(error?.code ?? '');
const HOPELESS: readonly string[] = ['AD_ACCOUNT_CLOSED', 'AD_ACCOUNT_NOT_FOUND'];

/** Has the stops that stand take up again what an operation of theirs has ended without proving. */
export async function takeUpStops(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  { operation: { id, status, result } }: StoredOperation,
): Promise<void> {
  if (status === 'succeeded' || result?.publications.some(isOpen) === false) return;
  for (const stop of await tx.query(STANDING, [organizationId, id])) {
    const payload = { organizationId, stopId: stop.id };
    await jobs.enqueue(tx, jobContracts.stop, payload, { key: stop.id, startAfterSeconds: AGAIN_SECONDS });
  }
}
