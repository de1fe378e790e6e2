import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Tx } from '../../../../storage/database.ts';
import { once } from '../../../../storage/idempotency.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import { lockCampaign } from '../../content/store/campaign-reads.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { shapes } from '../../shapes.ts';
import { requireNotStopped } from '../../stops/store/standing.ts';
import type { NewOperation } from '../domain/operation.ts';
import type { StartedOperation } from '../domain/start-operation.ts';
import { auditDetail, findRunning, insertOperation } from './operation-rows.ts';

/** One request to start an operation. */
export type StartRequest = {
  organizationId: string;
  campaignId: string;
  action: string;
  /** The Idempotency-Key; null when the request has none. */
  key: string | null;
  event: ChangeEvent;
  /** What the key stands for, where that is more than the campaign. */
  body?: object;
};
type Enqueue = (tx: Tx, organizationId: string, operation: NewOperation) => Promise<unknown>;

/** The request as its Idempotency-Key is kept. */
export const keyedRequest = ({ organizationId, campaignId, action, key, event, body }: StartRequest) => ({
  organizationId,
  userId: event.userId,
  action,
  key,
  body: body ?? { id: campaignId },
});

/**
 * Starts an operation that may make something serve: campaign, operation, audit row, answer of the key and job, all or nothing.
 * @param decide what starts, from the campaign as it is now; nobody else changes that until the transaction ends
 * @throws AppError CAMPAIGN_NOT_FOUND, CAMPAIGN_STATE_CONFLICT, STOPPED, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE,
 * DEPENDENCY_UNAVAILABLE when a newer release saved the campaign
 */
export async function startOperation(
  tx: Tx,
  request: StartRequest,
  decide: (campaign: StoredCampaign) => StartedOperation,
  enqueue: Enqueue,
): Promise<Operation> {
  const { organizationId, campaignId, event } = request;
  return once(tx, keyedRequest(request), shapes.operationAnswer, async () => {
    const before = await lockCampaign(tx.query, organizationId, campaignId);
    await requireNotStopped(tx.query, organizationId, before.campaign);
    const { campaign: after, started } = await decided(tx, organizationId, before, decide);
    if (!(await insertOperation(tx, organizationId, started)))
      throw conflict('Another operation of this campaign is running.');
    const detailed = { ...event, detail: auditDetail(started, after) };
    if (!(await updateCampaign(tx, organizationId, { before, after, event: detailed })))
      throw conflict('Somebody else changed the campaign at the same moment.');
    await enqueue(tx, organizationId, started);
    return started.operation;
  });
}

/** What starts. A refusal names the operation that runs, so that one whose answer was lost is found again. @throws AppError */
async function decided(
  tx: Tx,
  organizationId: string,
  before: StoredCampaign,
  decide: (campaign: StoredCampaign) => StartedOperation,
): Promise<StartedOperation> {
  try {
    return decide(before);
  } catch (error) {
    if (!before.busy || !(error instanceof AppError)) throw error;
    const running = await findRunning(tx.query, organizationId, before.campaign.id);
    if (running === null) throw error;
    throw new AppError(error.code, { ...error.public, operationId: running.operation.id }, error);
  }
}
