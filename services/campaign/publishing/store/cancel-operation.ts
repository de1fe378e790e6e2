import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { onBehalfOf, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { isStopping, type StoredOperation } from '../domain/operation.ts';
import type { EnqueueAttempt } from './enqueue.ts';
import { findOperation, lockRunning, requestCancel } from './operation-rows.ts';

/**
 * Asks for the end of an operation: its job ends it as soon as nothing of it is under way on the platforms. A machine may
 * lower what can be spent and not raise it, so it does not take back what stops.
 * @throws AppError OPERATION_NOT_FOUND, OPERATION_ENDED, PERMISSION_DENIED
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
  if (isStopping(stored.operation) && event.actor.kind !== 'user') throw new AppError('PERMISSION_DENIED');
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
