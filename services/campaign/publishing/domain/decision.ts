import type { SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import { namedFailure } from './named-failure.ts';
import type { Step } from './operation.ts';

/** How one platform is with one submission. */
export type TargetStatus = Pick<
  SubmissionStatus,
  | 'platform'
  | 'kind'
  | 'state'
  | 'progress'
  | 'campaignExternalId'
  | 'error'
  | 'waitsUntil'
  | 'leftAsFound'
  | 'driftWays'
>;
/** Why a platform or an operation did not do what was asked, in public words. */
export type Failure = { code: string; message: string };

/** How an operation ends. */
export type Ending = {
  next: 'end';
  status: 'succeeded' | 'failed' | 'needs_review' | 'cancelled';
  error: Failure | null;
};
/** What follows a step: the next one, or the end of the operation. */
export type Decision = { next: 'step' } | Ending;

/** What platforms say where they give no reason. */
export const NO_REASON: Failure = { code: 'PLATFORM_FAILED', message: 'The platform gave no reason.' };

/** True while a target is neither done nor given up by its platform. */
export const isAtWork = ({ state }: TargetStatus): boolean => state === 'pending' || state === 'running';

/**
 * What follows from the targets of a step; null while one of them is still at work. Nothing is activated before every target
 * of the step before is done. A failure ends the operation as `failed` only where nothing of the campaign changed that
 * serves or served; otherwise a person must look.
 */
export function decide(
  steps: readonly Step[],
  position: number,
  targets: readonly TargetStatus[],
): Decision | null {
  const step = steps[position];
  if (!step) return SUCCEEDED;
  const results: TargetStatus[] = [];
  for (const { kind, platforms } of step.submissions)
    for (const platform of platforms) {
      const target = targets.find((t) => t.kind === kind && t.platform === platform);
      if (!target || isAtWork(target)) return null;
      results.push(target);
    }
  const unclear = results.find((target) => target.state === 'needs_review');
  const failed = unclear ?? results.find((target) => target.state !== 'done');
  if (failed) return { next: 'end', status: statusOf(step, results), error: errorOf(failed) };
  return position + 1 < steps.length ? { next: 'step' } : SUCCEEDED;
}

const SUCCEEDED: Ending = { next: 'end', status: 'succeeded', error: null };

/** The status of an operation whose step has targets that failed. */
function statusOf(step: Step, results: readonly TargetStatus[]): 'failed' | 'needs_review' {
  if (results.some((target) => target.state === 'needs_review')) return 'needs_review';
  const done = results.filter((target) => target.state === 'done');
  switch (step.name) {
    case 'prepare': // an update that was done changed what is live; a publish made something that does not serve
      return done.some((target) => target.kind === 'update') ? 'needs_review' : 'failed';
    case 'activate': // one serves and another does not
      return done.length > 0 ? 'needs_review' : 'failed';
    case 'pause':
    case 'retire': // something may go on serving that should not
      return 'needs_review';
  }
}

function errorOf({ platform, error }: TargetStatus): Failure {
  return namedFailure(platform, error ?? NO_REASON);
}
