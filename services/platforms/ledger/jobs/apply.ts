import { jobs, type PayloadOf } from '../../../../contracts/jobs.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { Job } from '../../../../storage/jobs.ts';
import type { PlatformsDeps } from '../../deps.ts';
import type { Op } from '../domain/op.ts';
import { afterFailure, type Outcome } from '../domain/protocol.ts';
import { afterFailedStop } from '../domain/stopping.ts';
import { VendorFailure } from '../../port.ts';
import type { Lane } from '../store/apply-queue.ts';
import { StaleAttempt } from '../store/fence.ts';
import { accountGate } from '../../connections/account-gate.ts';
import { openSession } from '../../connections/account-session.ts';
import { beginAttempt } from '../steps/attempt.ts';
import { runStep } from '../steps/run.ts';

type ApplyJob = Pick<Job<PayloadOf<typeof jobs.apply>>, 'payload' | 'signal' | 'complete'>;

/** How long a step that a newer release wrote waits until a node of that release may take it. */
const NEWER_RELEASE_MS = 30 * SECOND_MS;

/** Works on the steps of ad accounts; the queue gives out one step of an account at a time. */
export const applyJob = (deps: PlatformsDeps) => workerOf(deps, jobs.apply);

/** How many pauses a node works on beside each other: one that hangs until its time is over holds one place. */
const PAUSES_AT_A_TIME = 32;

/** The lane for pauses: they wait for no other work of the account, and not for each other. */
export const haltJob = (deps: PlatformsDeps) => workerOf(deps, jobs.halt, PAUSES_AT_A_TIME);

function workerOf(deps: PlatformsDeps, lane: Lane, concurrency = 4) {
  return worker(
    lane,
    async function applyStep({ job, logger }) {
      const outcome = await apply(deps, job, lane);
      if (outcome?.end === 'failed' || outcome?.end === 'needs_review')
        logger.warn({ opId: job.payload.opId, outcome }, 'a step on an ad platform did not succeed');
    },
    { concurrency },
  );
}

/**
 * Makes one attempt at a step: claims it, works without an open transaction, then saves the outcome and the job's end
 * in one transaction. Null when the step has ended, when it belongs to a newer release, or when a later attempt has
 * taken over, so that nothing of this one was saved.
 */
export async function apply(
  deps: PlatformsDeps,
  job: ApplyJob,
  lane: Lane = jobs.apply,
): Promise<Outcome | null> {
  const { organizationId, opId } = job.payload;
  const op = await deps.ledger.claim(organizationId, opId, deps.clock());
  if (op === null || op === 'newer') {
    await deps.database.transaction(async (tx) => {
      if (op === 'newer') await deps.ledger.defer(tx, lane, job.payload, NEWER_RELEASE_MS);
      await job.complete(tx);
    });
    return null;
  }
  try {
    const outcome = await attemptOnce(deps, op, job.signal);
    if ('reauthorize' in outcome) await reauthorize(deps, op);
    await deps.database.transaction(async (tx) => {
      await deps.ledger.end(tx, op, outcome, deps.clock());
      await job.complete(tx);
    });
    return outcome;
  } catch (error) {
    if (error instanceof StaleAttempt) return null;
    throw error;
  }
}

async function attemptOnce(deps: PlatformsDeps, op: Op, signal: AbortSignal): Promise<Outcome> {
  const connection = deps.platforms.get(op.platform);
  const account = await deps.accounts.find(op.organizationId, op.adAccountId);
  if (op.publicationId === null || op.marker === null) return withoutPublication(op);
  if (!connection || !account) return unconnected(op, deps);
  const { session, renew, isAsked } = openSession(deps, connection, op.organizationId, account, signal);
  const publication = await deps.ledger.publication(op);
  const gate = accountGate(deps, connection, op.organizationId, account, session);
  const work = { op, marker: op.marker, publication, connection, session, isAsked, account: gate };
  return runStep(beginAttempt(deps, work), renew);
}

/**
 * The outcome when nothing of the campaign is on this account: pausing and removing are done, everything else fails.
 */
function withoutPublication({ kind }: Op): Outcome {
  if (kind === 'pause' || kind === 'remove') return { end: 'done' };
  const message = 'Nothing of this campaign is published on this ad account.';
  return { end: 'failed', error: { code: 'NOT_PUBLISHED', message } };
}

function unconnected(
  op: Op,
  { clock, firstRetryMs }: Pick<PlatformsDeps, 'clock' | 'firstRetryMs'>,
): Outcome {
  const failure = new VendorFailure('signed-out', 'GRANT_MISSING', 'The ad account is not connected.');
  return op.kind === 'pause'
    ? afterFailedStop(op, failure, firstRetryMs)
    : afterFailure(op, failure, clock(), 0, null, firstRetryMs);
}

async function reauthorize(deps: PlatformsDeps, op: Op): Promise<void> {
  const account = await deps.accounts.find(op.organizationId, op.adAccountId);
  if (account) await deps.accounts.markReauthorize(op.organizationId, account.grantId);
}
