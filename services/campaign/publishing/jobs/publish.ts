import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Call } from '../../../../mixins/call.ts';
import { worker, type JobRequest } from '../../../../mixins/jobs.mixin.ts';
import type { CampaignDeps } from '../../deps.ts';
import { shapes } from '../../shapes.ts';
import { completeIfOver, secondsUntilOver } from '../domain/completion.ts';
import { decide, type Decision, type TargetStatus } from '../domain/decision.ts';
import { isStopping, type StoredOperation } from '../domain/operation.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { isWaiting, secondsUntilLook } from '../domain/patience.ts';
import { waitingFor, withTargets } from '../domain/progress.ts';
import { tellHalves } from '../domain/halves.ts';
import { askToLook } from '../domain/unproved.ts';
import type { PublishJob } from '../store/enqueue.ts';
import { CUT_SHORT, decideCutShort } from '../domain/cut-short.ts';
import type { Ending } from '../domain/decision.ts';
import { approvalNow } from './approval-now.ts';
import { readStep, submitStep, wait, type StepWork } from './step-work.ts';

const POLL_MS = 200;
/** How long one attempt watches what is at work before it makes room for other campaigns; what waits is not watched. */
const WATCH_MS = 2_000;
/** How many operations of a lane a node watches at a time. */
const AT_A_TIME = 8;
/** How long a half that is done waits for the other one before people are told of it alone. */
const TELL_MS = 2_000;
/** How long until the next attempt when they have not ended what was cancelled. */
const END_SECONDS = 1;
/** How long until the next attempt when the platforms cannot be asked. */
const DOWN_SECONDS = 5;
/** The same when a newer release saved what this attempt would change. */
const NEWER_SECONDS = 30;
/** After so many attempts that ended in an error of our own the operation ends, and a person must look. */
const MAX_ATTEMPTS = 12;

const GIVEN_UP: Decision = {
  next: 'end',
  status: 'needs_review',
  error: { code: 'INTERNAL_ERROR', message: 'The operation could not be finished; look at the platforms.' },
};

/** One attempt at a step: the job's claim and what it is about. */
type Attempt = { deps: CampaignDeps; job: PublishJob; stored: StoredOperation; campaign: Campaign };

/**
 * One step of an operation: hand it to platforms, watch, decide, save. Each step ends this attempt and asks for the next
 * one in the same transaction, so that a node that dies, or wakes up after its claim was lost, loses and repeats nothing.
 */
export const publishJob = (deps: CampaignDeps) =>
  worker(
    jobs.publish,
    async function takeNextStep(request) {
      await takeNext(deps, request);
    },
    { concurrency: AT_A_TIME },
  );

/** The lane for what stops: it waits for no other work. */
export const haltCampaignJob = (deps: CampaignDeps) =>
  worker(
    jobs.haltCampaign,
    async function takeNextStop(request) {
      await takeNext(deps, request);
    },
    { concurrency: AT_A_TIME },
  );

async function takeNext(
  deps: CampaignDeps,
  { job, callAs, logger }: JobRequest<typeof jobs.publish | typeof jobs.haltCampaign>,
): Promise<void> {
  const { campaigns, operations, attempts, clock } = deps;
  const { organizationId, operationId } = job.payload;
  const stored = await operations.find(organizationId, operationId);
  if (!stored) return attempts.drop(job);
  const { campaign, shape } = await campaigns.getStored(organizationId, stored.operation.campaignId);
  const newer = shape > shapes.campaign.number || stored.shape > shapes.operation.number;
  if (newer) return attempts.repeat(job, stored, NEWER_SECONDS); // until a node of that release takes the job up
  const attempt: Attempt = { deps, job, stored, campaign };
  if (stored.operation.result !== null) return completeCampaign(attempt);
  try {
    await takeStep(attempt, callAs(stored.requestedBy));
  } catch (error) {
    const down = error instanceof AppError && (error.status === 503 || error.status === 429);
    if (down) return attempts.postpone(job, waitingFor('platforms', stored, clock()), DOWN_SECONDS);
    const goesOn = isStopping(stored.operation) || job.retryCount < MAX_ATTEMPTS || job.signal.aborted;
    if (goesOn) throw error;
    logger.error({ err: error, operationId }, 'an operation was given up');
    await saveDecision(attempt, [], GIVEN_UP);
  }
}

async function takeStep(attempt: Attempt, call: Call): Promise<void> {
  const { deps, job, stored, campaign } = attempt;
  const content = await contentToPublish(attempt);
  if (!content) throw new Error(`version ${stored.version} of the campaign is missing`);
  const work: StepWork = { call, stored, content, publications: campaign.publications };
  if (stored.cancelRequestedBy !== null) return cutShort(attempt, work, CUT_SHORT.cancelled);
  const { organizationId } = job.payload;
  const approval = await approvalNow(deps, { organizationId, callAsService: call }, stored);
  if (approval === 'lapsed') return cutShort(attempt, work, CUT_SHORT.lapsed);
  // what platforms have already goes on there, and is watched; nothing more is handed to them
  const isHeld = approval === 'unknown' && (await readStep(work)).length === 0;
  if (isHeld) return deps.attempts.postpone(job, waitingFor('approval', stored, deps.clock()), DOWN_SECONDS);
  const refused = approval === 'unknown' ? [] : await submitStep(work);
  await passWish(attempt, call);
  const { targets, decision } = await watchStep(attempt, work, refused);
  if (decision) return saveDecision(attempt, targets, decision);
  const now = deps.clock();
  const running = withTargets(stored, targets, now);
  const seconds = secondsUntilLook(stored, targets, now);
  const told = (current: Campaign) => tellHalves(current, stored, targets, now);
  const looked = (current: Campaign) => askToLook(current, stored, targets, now);
  if (told(campaign) !== null || looked(campaign) !== null) {
    const what = looked(campaign) === null ? 'partly_done' : 'unproved';
    return deps.attempts.saveInterim(job, running, seconds, what, (current) => {
      const known = told(current.campaign) ?? current.campaign;
      return looked(known) ?? known;
    });
  }
  await deps.attempts.postpone(job, running, seconds);
}

/** Has platforms hurry where somebody wanted that: perhaps before they had anything of the operation. */
async function passWish({ deps: { operations }, job }: Attempt, call: Call): Promise<void> {
  const { organizationId, operationId } = job.payload;
  if (!(await operations.isHurried(organizationId, operationId))) return;
  await call(submissionContracts.hurry, { operationId });
  await operations.endHurry(organizationId, operationId);
}

/** The step is not handed to platforms any more; what they have of it ends, and then the operation does. */
async function cutShort(attempt: Attempt, work: StepWork, ending: Ending): Promise<void> {
  const { deps, job, stored } = attempt;
  await work.call(submissionContracts.cancel, { operationId: stored.operation.id });
  const until = deps.clock().getTime() + WATCH_MS;
  for (;;) {
    const targets = await readStep(work);
    const decision = decideCutShort(stored, targets, ending);
    if (decision) return saveDecision(attempt, targets, decision);
    if (deps.clock().getTime() > until)
      return deps.attempts.postpone(job, withTargets(stored, targets, deps.clock()), END_SECONDS);
    await wait(POLL_MS, job.signal);
  }
}

/**
 * Reads the step's targets until a decision can be made or the attempt has watched long enough (then there is none); saves
 * progress when it changes.
 */
async function watchStep(
  { deps: { operations, clock }, job, stored, campaign }: Attempt,
  work: StepWork,
  refused: readonly TargetStatus[],
): Promise<{ targets: TargetStatus[]; decision: Decision | null }> {
  let until = clock().getTime() + WATCH_MS;
  let hasHalf = false;
  let savedStep = '';
  for (;;) {
    const targets = [...refused, ...(await readStep(work))];
    const decision = decide(stored.steps, stored.position, targets);
    const isWanted = await operations.isWanted(job.payload.organizationId, stored.operation.id);
    const waits = isWaiting(targets, clock());
    if (decision || !isWanted || waits || clock().getTime() > until) return { targets, decision };
    if (!hasHalf && tellHalves(campaign, stored, targets, clock()) !== null) {
      hasHalf = true;
      until = Math.min(until, clock().getTime() + TELL_MS);
    }
    const progressed = withTargets(stored, targets, clock());
    const { progress, error } = progressed.operation;
    const step = `${progress.step} ${error?.message}`;
    if (step !== savedStep) await operations.saveProgress(job.payload.organizationId, progressed);
    savedStep = step;
    await wait(POLL_MS, job.signal);
  }
}

async function saveDecision(
  attempt: Attempt,
  targets: readonly TargetStatus[],
  decision: Decision,
): Promise<void> {
  const { deps, job, stored } = attempt;
  const content = await contentToPublish(attempt);
  const now = deps.clock();
  await deps.attempts.saveStep(job, stored, content && secondsUntilOver(content, now), ({ campaign }) =>
    outcomeOf(campaign, stored, targets, decision, now),
  );
}

function contentToPublish({ deps, job, stored, campaign }: Attempt) {
  return deps.campaigns.version(job.payload.organizationId, campaign.id, stored.version);
}

/** The operation has ended, and the campaign that it left live may be over by now. */
async function completeCampaign({ deps, job, stored, campaign }: Attempt): Promise<void> {
  const { id, publishedVersion } = campaign;
  const { organizationId } = job.payload;
  const content =
    publishedVersion === null ? null : await deps.campaigns.version(organizationId, id, publishedVersion);
  if (!content) return deps.attempts.drop(job);
  await deps.attempts.complete(job, stored, (current) => completeIfOver(current, content, deps.clock()));
}
