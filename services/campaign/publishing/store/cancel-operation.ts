import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { campaignsById } from '../../content/store/campaign-reads.ts';
import { onBehalfOf, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { isPausing, type StoredOperation } from '../domain/operation.ts';
import { requireNotStopped } from '../../stops/store/standing.ts';
import type { EnqueueAttempt } from './enqueue.ts';
import { findOperation, lockRunning, requestCancel } from './operation-rows.ts';

/**
 * Asks for the end of an operation: its job ends it as soon as nothing of it is under way on the platforms. What is not allowed to be
 * taken back was refused before (take-back.ts); a stop that has come to stand since then is asked for again here.
 * @throws AppError OPERATION_NOT_FOUND, OPERATION_ENDED, STOPPED
 */
export async function cancelOperation(
  tx: Tx,
  enqueue: EnqueueAttempt,
  organizationId: string,
  id: string,
  event: ChangeEvent,
): Promise<Operation> {
  const isRunning = await lockRunning(tx.query, organizationId, id);
  const stored = await findOperation(tx.query, organizationId, id);
  if (!stored) throw new AppError('OPERATION_NOT_FOUND');
  if (!isRunning) throw new AppError('OPERATION_ENDED');
  if (isPausing(stored)) {
    const [campaign] = await campaignsById(tx.query, organizationId, [stored.operation.campaignId]);
    if (campaign) await requireNotStopped(tx.query, organizationId, campaign);
  }
  if (stored.cancelRequestedBy !== null) return stored.operation;
  await requestCancel(tx, organizationId, id, event.userId);
  await recordOnCampaign(tx, organizationId, stored, event);
  await enqueue(tx, organizationId, stored);
  return stored.operation;
}

/** Records what was asked of an operation, on its campaign. */
export async function recordOnCampaign(
  tx: Tx,
  organizationId: string,
  { operation: { id: operationId, kind, campaignId }, version }: StoredOperation,
  { actor, action, userId }: ChangeEvent,
): Promise<void> {
  const subject = { kind: 'campaign', id: campaignId };
  const detail = { operationId, kind, userId, published: version, ...onBehalfOf({ actor, action, userId }) };
  await audit(tx, { organizationId, actor, action, subject, detail });
}
