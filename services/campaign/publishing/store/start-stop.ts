import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { once } from '../../../../storage/idempotency.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import { lockCampaign } from '../../content/store/campaign-reads.ts';
import { updateCampaign } from '../../content/store/campaign-writes.ts';
import { shapes } from '../../shapes.ts';
import type { StoredOperation } from '../domain/operation.ts';
import type { StartedOperation } from '../domain/start-operation.ts';
import { answersFor, superseded } from '../domain/supersede.ts';
import type { EnqueueAttempt } from './enqueue.ts';
import { auditDetail, findRunning, insertOperation, updateOperation } from './operation-rows.ts';
import { keyedRequest, type StartRequest } from './start-operation.ts';

/**
 * Starts an operation that stops: the operation that runs ends as cancelled in the same transaction, so that one of a
 * campaign runs at any time. While one runs that does the same or more, it is answered and nothing new is begun.
 * @param decide what starts, from the campaign as it is now and the operation that gives way
 * @throws AppError CAMPAIGN_NOT_FOUND, CAMPAIGN_STATE_CONFLICT, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE,
 * DEPENDENCY_UNAVAILABLE when a newer release saved the campaign
 */
export async function startStop(
  tx: Tx,
  request: StartRequest,
  decide: (campaign: StoredCampaign, running: StoredOperation | null) => StartedOperation,
  enqueue: EnqueueAttempt,
): Promise<Operation> {
  const { organizationId, campaignId, event } = request;
  return once(tx, keyedRequest(request), shapes.operationAnswer, async () => {
    const before = await lockCampaign(tx.query, organizationId, campaignId);
    const running = await findRunning(tx.query, organizationId, campaignId);
    const { campaign: after, started } = decide(before, running);
    if (running && answersFor(running, started)) return running.operation;
    if (running)
      await endSuperseded(
        tx,
        organizationId,
        superseded(running, after.publications, new Date(after.updatedAt)),
      );
    if (!(await insertOperation(tx, organizationId, started)))
      throw conflict('Another operation of this campaign began at the same moment.');
    const detailed = { ...event, detail: auditDetail(started, after) };
    if (!(await updateCampaign(tx, organizationId, { before, after, event: detailed })))
      throw conflict('Somebody else changed the campaign at the same moment.');
    if (running) await tx.execute(TAKE_OVER, [organizationId, running.operation.id, started.operation.id]);
    await enqueue(tx, organizationId, started);
    return started.operation;
  });
}

/** Stops in which an operation had its part go by the one that took its place. */
const TAKE_OVER = `
  UPDATE stop_operations SET operation_id = $3 WHERE organization_id = $1 AND operation_id = $2`;
const JOIN_STOP = `
  INSERT INTO stop_operations (organization_id, stop_id, campaign_id, operation_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (organization_id, stop_id, campaign_id) DO UPDATE SET operation_id = excluded.operation_id`;

/** Makes an operation the one by which a stop pauses its campaign. */
export async function joinStop(
  { execute }: Pick<Tx, 'execute'>,
  { organizationId, campaignId }: StartRequest,
  operationId: string,
  stopId: string,
): Promise<void> {
  await execute(JOIN_STOP, [organizationId, stopId, campaignId, operationId]);
}

/** Saves the end of an operation that gave way, with its row of the history. */
export async function endSuperseded(tx: Tx, organizationId: string, ended: StoredOperation): Promise<void> {
  await updateOperation(tx, organizationId, ended);
  const { id, kind, campaignId, error } = ended.operation;
  await audit(tx, {
    organizationId,
    actor: { kind: 'service', id: 'campaign' },
    action: `campaign.${kind}_cancelled`,
    subject: { kind: 'campaign', id: campaignId },
    detail: { operationId: id, kind, published: ended.version, error, onBehalfOf: ended.requestedBy },
  });
}
