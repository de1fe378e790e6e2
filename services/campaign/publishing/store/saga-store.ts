import { jobs as jobKinds, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { Running } from '../domain/operation.ts';
import type { Advanced } from '../domain/outcome.ts';
import type { Begun } from '../domain/publish.ts';
import type { Kept } from '../../content/domain/versions.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Job } from '../../../../storage/jobs.ts';
import { beginOperation, type BeginRequest } from './begin-operation.ts';
import { lockCampaign, versionContent } from '../../content/store/campaign-reads.ts';
import type { StoreSource } from '../../content/store/campaign-store.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { auditOf, getOperation, getRunning, updateOperation } from './operation-store.ts';

export type SagaStore = ReturnType<typeof sagaStore>;
export type SagaJob = Job<PayloadOf<typeof jobKinds.publish>>;

/** Operations and the durable work behind them: every change is one transaction with its audit row and its job. */
export function sagaStore({ database, jobs }: StoreSource) {
  const enqueue = (tx: Tx, organizationId: string, { operation }: Running, startAfter?: Date | number) =>
    jobs.enqueue(
      tx,
      jobKinds.publish,
      { organizationId, operationId: operation.id },
      { key: operation.campaignId, ...later(startAfter) },
    );
  return {
    operation: (organizationId: string, id: string) => getOperation(database.query, organizationId, id),
    running: (organizationId: string, id: string) => getRunning(database.query, organizationId, id),
    content: (organizationId: string, { operation, version }: Running) =>
      versionContent(database.query, organizationId, operation.campaignId, version),

    begin: (request: BeginRequest, decide: (kept: Kept) => Begun): Promise<Operation> =>
      database.transaction((tx) => beginOperation(tx, request, decide, enqueue)),

    /** Saves how far an operation is, for people who watch; nothing depends on it. */
    note: (organizationId: string, running: Running) =>
      updateOperation(database.query, organizationId, running),

    /** Ends this attempt and asks for the next one a little later. @throws LostClaim */
    postpone: (job: SagaJob, running: Running, seconds: number) =>
      database.transaction(async (tx) => {
        const { organizationId } = job.payload;
        await updateOperation(tx.query, organizationId, running);
        await job.complete(tx);
        await enqueue(tx, organizationId, running, seconds);
      }),

    /**
     * Saves a step with its audit row, ends this attempt and asks for the next step, or for a last look when a campaign
     * that is live is over. @throws LostClaim
     */
    advance: (job: SagaJob, running: Running, over: Date | null, apply: (kept: Kept) => Advanced) =>
      database.transaction(async (tx) => {
        const { organizationId } = job.payload;
        const kept = await lockCampaign(tx.query, organizationId, running.operation.campaignId);
        const next = apply(kept);
        const event: ChangeEvent = {
          actor: { kind: 'service', id: 'campaign' },
          action: next.ended
            ? `campaign.${running.operation.kind}_${next.running.operation.status}`
            : `campaign.${running.steps[running.position]?.name ?? 'step'}_done`,
          userId: running.requestedBy,
          detail: auditOf(running, next.campaign),
        };
        await updateCampaign(tx.query, organizationId, kept, next.campaign, event);
        await updateOperation(tx.query, organizationId, next.running);
        await job.complete(tx);
        const look = next.ended && next.campaign.status === 'active' ? over : null;
        if (!next.ended) await enqueue(tx, organizationId, next.running);
        else if (look) await enqueue(tx, organizationId, next.running, look);
      }),

    /** Completes the campaign if it is over by now, and ends the job. @throws LostClaim */
    complete: (job: SagaJob, running: Running, apply: (kept: Kept) => Campaign | null) =>
      database.transaction((tx) => completeCampaign(tx, job, running, apply)),

    /** Ends a job that has nothing to do. */
    drop: (job: SagaJob) => database.transaction((tx) => job.complete(tx)),
  };
}

async function completeCampaign(
  tx: Tx,
  job: SagaJob,
  running: Running,
  apply: (kept: Kept) => Campaign | null,
): Promise<void> {
  const { organizationId } = job.payload;
  const kept = await lockCampaign(tx.query, organizationId, running.operation.campaignId);
  const after = apply(kept);
  const actor = { kind: 'service' as const, id: 'campaign' };
  const event = { actor, action: 'campaign.completed', userId: running.requestedBy };
  if (after) await updateCampaign(tx.query, organizationId, kept, after, event);
  await job.complete(tx);
}

/** Seconds from now, or the moment itself. */
function later(startAfter: Date | number | undefined): { startAfterSeconds?: number } {
  if (startAfter === undefined) return {};
  if (typeof startAfter === 'number') return { startAfterSeconds: startAfter };
  return { startAfterSeconds: Math.max(1, Math.ceil((startAfter.getTime() - Date.now()) / 1_000)) };
}
