import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { Tx } from '../../../../storage/database.ts';
import { once } from '../../../../storage/idempotency.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { Running } from '../domain/operation.ts';
import type { Begun } from '../domain/publish.ts';
import type { Kept } from '../../content/domain/versions.ts';
import { shapes } from '../../shapes.ts';
import { lockCampaign } from '../../content/store/campaign-reads.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { auditOf, insertOperation } from './operation-store.ts';

/** One request to begin an operation. */
export type BeginRequest = {
  organizationId: string;
  campaignId: string;
  action: string;
  key: string | null;
  event: ChangeEvent;
};
type Enqueue = (tx: Tx, organizationId: string, running: Running) => Promise<unknown>;

/**
 * Begins an operation: state, operation, audit row, answer of the key and job, all or nothing.
 * @throws AppError CAMPAIGN_NOT_FOUND, CAMPAIGN_STATE_CONFLICT, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
 */
export async function beginOperation(
  tx: Tx,
  { organizationId, campaignId, action, key, event }: BeginRequest,
  decide: (kept: Kept) => Begun,
  enqueue: Enqueue,
): Promise<Operation> {
  const body = { id: campaignId };
  const request = { organizationId, userId: event.userId, action, key, body };
  return once(tx, request, shapes.operationAnswer, async () => {
    const kept = await lockCampaign(tx.query, organizationId, campaignId);
    const { after, running } = decide(kept);
    if (!(await insertOperation(tx.query, organizationId, running)))
      throw conflict('Another operation of this campaign is running.');
    const told = { ...event, detail: auditOf(running, after) };
    if (!(await updateCampaign(tx.query, organizationId, kept, after, told)))
      throw conflict('Somebody else changed the campaign at the same moment.');
    await enqueue(tx, organizationId, running);
    return running.operation;
  });
}
