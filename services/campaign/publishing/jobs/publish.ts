import { AppError } from '../../../../lib/errors.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { CampaignDeps } from '../../deps.ts';
import { completed, overAt } from '../domain/completion.ts';
import type { Running } from '../domain/operation.ts';
import { advanced } from '../domain/outcome.ts';
import { decide, progressOf, type Decision, type TargetStatus } from '../domain/saga.ts';
import type { SagaJob } from '../store/saga-store.ts';
import { pause, readStep, submitStep, type StepWork } from './platform-work.ts';

const POLL_MS = 200;
/** How long one attempt watches before it makes room for other campaigns. */
const WATCH_MS = 8_000;
const LATER_SECONDS = 1;
const DOWN_SECONDS = 5;
/** After so many attempts that ended in an error of our own, a person must look; nothing waits for ever. */
const MOST_ATTEMPTS = 12;

/**
 * One step of an operation: hand it to platforms, watch, decide, save. Each step ends this attempt and asks for the next
 * one in the same transaction, so that a node that dies, or comes back from the dead, loses and repeats nothing.
 */
export function publishJob(deps: CampaignDeps) {
  return worker(jobs.publish, async function takeNextStep({ job, callAs, logger }) {
    const { organizationId, operationId } = job.payload;
    const running = await deps.sagas.running(organizationId, operationId);
    if (!running) return deps.sagas.drop(job);
    if (running.operation.result !== null) return lastLook(deps, job, running);
    try {
      await takeStep(deps, job, running, callAs(running.requestedBy));
    } catch (error) {
      const down = error instanceof AppError && (error.status === 503 || error.status === 429);
      if (down) return deps.sagas.postpone(job, waiting(deps, running), DOWN_SECONDS);
      if (job.retryCount < MOST_ATTEMPTS || job.signal.aborted) throw error;
      logger.error({ err: error, operationId }, 'an operation was given up');
      await finish(deps, job, running, [], GIVEN_UP);
    }
  });
}

const GIVEN_UP: Decision = {
  next: 'end',
  status: 'needs_review',
  error: { code: 'INTERNAL_ERROR', message: 'The operation could not be finished; look at the platforms.' },
};

async function takeStep(
  deps: CampaignDeps,
  job: SagaJob,
  running: Running,
  call: StepWork['call'],
): Promise<void> {
  const { organizationId } = job.payload;
  const content = await deps.sagas.content(organizationId, running);
  const { publications } = await deps.store.get(organizationId, running.operation.campaignId);
  if (!content) throw new Error(`version ${running.version} of the campaign is missing`);
  const work: StepWork = { call, running, content, publications };
  const refused = await submitStep(work);
  const targets = await watch(deps, job, work, refused);
  const decision = decide(running.steps, running.position, targets);
  if (decision.next === 'wait') return deps.sagas.postpone(job, noted(deps, running, targets), LATER_SECONDS);
  return finish(deps, job, running, targets, decision);
}

/** Reads the targets until all have settled or the attempt has watched long enough; tells progress when it changes. */
async function watch(
  deps: CampaignDeps,
  job: SagaJob,
  work: StepWork,
  refused: readonly TargetStatus[],
): Promise<TargetStatus[]> {
  const until = deps.clock().getTime() + WATCH_MS;
  let told = '';
  for (;;) {
    const targets = [...refused, ...(await readStep(work))];
    const { steps, position } = work.running;
    if (decide(steps, position, targets).next !== 'wait' || deps.clock().getTime() > until) return targets;
    const now = noted(deps, work.running, targets);
    if (now.operation.progress.step !== told) await deps.sagas.note(job.payload.organizationId, now);
    told = now.operation.progress.step;
    await pause(POLL_MS, job.signal);
  }
}

async function finish(
  deps: CampaignDeps,
  job: SagaJob,
  running: Running,
  targets: readonly TargetStatus[],
  decision: Decision,
): Promise<void> {
  if (decision.next === 'wait') return;
  const content = await deps.sagas.content(job.payload.organizationId, running);
  await deps.sagas.advance(job, running, content && overAt(content), ({ campaign }) =>
    advanced(campaign, running, targets, decision, deps.clock()),
  );
}

/** The operation has ended and what it published may be over by now. */
async function lastLook(deps: CampaignDeps, job: SagaJob, running: Running): Promise<void> {
  const { organizationId } = job.payload;
  const { id, publishedVersion } = await deps.store.get(organizationId, running.operation.campaignId);
  const content =
    publishedVersion === null ? null : await deps.store.version(organizationId, id, publishedVersion);
  if (!content) return deps.sagas.drop(job);
  await deps.sagas.complete(job, running, (kept) => completed(kept, content, deps.clock()));
}

function noted(deps: CampaignDeps, running: Running, targets: readonly TargetStatus[]): Running {
  const progress = progressOf(running.steps, running.position, targets);
  return withProgress(deps, running, progress);
}

function waiting(deps: CampaignDeps, running: Running): Running {
  const progress = progressOf(running.steps, running.position, []);
  return withProgress(deps, running, { ...progress, step: `${progress.step}, waiting for platforms` });
}

function withProgress(
  deps: CampaignDeps,
  running: Running,
  progress: Running['operation']['progress'],
): Running {
  const updatedAt = deps.clock().toISOString();
  return { ...running, operation: { ...running.operation, status: 'running', progress, updatedAt } };
}
