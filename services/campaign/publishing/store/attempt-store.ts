import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import { lockCampaign } from '../../content/store/campaign-reads.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import type { StoredOperation } from '../domain/operation.ts';
import type { Outcome } from '../domain/outcome.ts';
import { enqueueAttemptsIn, type EnqueueAttempt, type PublishJob } from './enqueue.ts';
import { takeUpStops } from './take-up-stops.ts';
import { auditDetail, lockRunning, updateOperation } from './operation-rows.ts';

export type AttemptStore = ReturnType<typeof attemptStore>;

/**
 * The ends of an attempt at an operation's step. Each is one transaction: what the attempt led to with its audit row, the
 * end of its job, and the job of the next attempt. Each gives LostClaim, and saves nothing, when another worker has the job.
 */
export function attemptStore(database: Database, jobs: Jobs) {
  const enqueueAttempt = enqueueAttemptsIn(jobs);
  return {
    /** Saves how far the operation is, and asks for the next attempt later. */
    postpone: (job: PublishJob, stored: StoredOperation, seconds: number) =>
      database.transaction(async (tx) => {
        const { organizationId } = job.payload;
        await updateOperation(tx, organizationId, stored);
        await job.complete(tx);
        await enqueueAttempt(tx, organizationId, stored, seconds);
      }),

    /** Changes nothing, and asks for the next attempt later. */
    repeat: (job: PublishJob, stored: StoredOperation, seconds: number) =>
      database.transaction(async (tx) => {
        await job.complete(tx);
        await enqueueAttempt(tx, job.payload.organizationId, stored, seconds);
      }),

    /**
     * Saves what a step led to, and asks for the next step.
     * @param secondsUntilOver when to look whether the campaign is over, if the operation ends with a live one; null: never
     */
    saveStep: (
      job: PublishJob,
      stored: StoredOperation,
      secondsUntilOver: number | null,
      apply: (campaign: StoredCampaign) => Outcome,
    ) =>
      database.transaction(async (tx) => {
        const { organizationId } = job.payload;
        const outcome = await saveOutcome(tx, organizationId, stored, apply);
        await job.complete(tx);
        if (outcome === null) return;
        if (outcome.ended) await takeUpStops(tx, jobs, organizationId, outcome.stored);
        if (!outcome.ended) await enqueueAttempt(tx, organizationId, outcome.stored);
        else if (secondsUntilOver !== null && outcome.campaign.status === 'active')
          await enqueueAttempt(tx, organizationId, outcome.stored, secondsUntilOver);
      }),

    /** Completes the campaign if it is over by now. */
    complete: (
      job: PublishJob,
      stored: StoredOperation,
      apply: (campaign: StoredCampaign) => Campaign | null,
    ) =>
      database.transaction(async (tx) => {
        await saveCompletion(tx, job.payload.organizationId, stored, apply);
        await job.complete(tx);
      }),

    /** Ends a job that has nothing to do: its operation does not exist, or nothing of it was published. */
    drop: (job: PublishJob) => database.transaction((tx) => job.complete(tx)),
    saveInterim: interimSaver(database, enqueueAttempt),
  };
}

/** Saves what is known of the campaign while its operation goes on, and asks for the next attempt later. */
const interimSaver =
  (database: Database, enqueueAttempt: EnqueueAttempt) =>
  (
    job: PublishJob,
    stored: StoredOperation,
    seconds: number,
    what: 'partly_done' | 'unproved',
    apply: (campaign: StoredCampaign) => Campaign,
  ): Promise<void> =>
    database.transaction(async (tx) => {
      await saveKnown(tx, job.payload.organizationId, stored, what, apply);
      await job.complete(tx);
      await enqueueAttempt(tx, job.payload.organizationId, stored, seconds);
    });

const ACTOR = { kind: 'service', id: 'campaign' } as const;

/** Null, and nothing is saved, when the operation has ended meanwhile: it gave way to a pause or removal. */
async function saveOutcome(
  tx: Tx,
  organizationId: string,
  stored: StoredOperation,
  apply: (campaign: StoredCampaign) => Outcome,
): Promise<Outcome | null> {
  const before = await lockCampaign(tx.query, organizationId, stored.operation.campaignId);
  if (!(await lockRunning(tx.query, organizationId, stored.operation.id))) return null;
  const outcome = apply(before);
  const { kind, status } = outcome.stored.operation;
  const event: ChangeEvent = {
    actor: ACTOR,
    action: outcome.ended
      ? `campaign.${kind}_${status}`
      : `campaign.${stored.steps[stored.position]?.name ?? 'step'}_done`,
    userId: stored.requestedBy,
    detail: { ...auditDetail(stored, outcome.campaign), ...leftDetail(outcome.stored.operation) },
  };
  await updateCampaign(tx, organizationId, { before, after: outcome.campaign, event });
  await updateOperation(tx, organizationId, outcome.stored);
  return outcome;
}

/** What the history keeps of what the operation left as it found it, once it has ended and has read any platform for that. */
const leftDetail = ({ result }: StoredOperation['operation']): object =>
  result?.leftAsFound?.length ? { leftAsFound: result.leftAsFound } : {};

async function saveKnown(
  tx: Tx,
  organizationId: string,
  stored: StoredOperation,
  what: 'partly_done' | 'unproved',
  apply: (campaign: StoredCampaign) => Campaign,
): Promise<void> {
  const { id: operationId, campaignId, kind, error } = stored.operation;
  const before = await lockCampaign(tx.query, organizationId, campaignId);
  if (!(await lockRunning(tx.query, organizationId, operationId))) return;
  const detail = { operationId, kind, published: stored.version, error };
  const event = { actor: ACTOR, action: `campaign.${kind}_${what}`, userId: stored.requestedBy, detail };
  await updateCampaign(tx, organizationId, { before, after: apply(before), event });
  await updateOperation(tx, organizationId, stored);
}

async function saveCompletion(
  tx: Tx,
  organizationId: string,
  { operation, requestedBy }: StoredOperation,
  apply: (campaign: StoredCampaign) => Campaign | null,
): Promise<void> {
  const before = await lockCampaign(tx.query, organizationId, operation.campaignId);
  const after = apply(before);
  const published = before.campaign.publishedVersion;
  const event = { actor: ACTOR, action: 'campaign.completed', userId: requestedBy, detail: { published } };
  if (after) await updateCampaign(tx, organizationId, { before, after, event });
}
