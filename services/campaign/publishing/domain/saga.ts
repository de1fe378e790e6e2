import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import type { Step } from './operation.ts';

/** How one platform is with one submission. */
export type TargetStatus = Pick<
  SubmissionStatus,
  'platform' | 'kind' | 'state' | 'progress' | 'campaignExternalId' | 'error'
>;
export type Fault = { code: string; message: string };

/** What follows from the targets' states: wait, go on with the next step, or the operation has ended. */
export type Decision =
  | { next: 'wait' }
  | { next: 'step' }
  | { next: 'end'; status: 'succeeded' | 'failed' | 'needs_review'; error: Fault | null };

/**
 * Decides one step. Nothing is activated before every target of the step before is done. A failure ends the operation as
 * `failed` only where nothing of the campaign changed that serves or served; otherwise a person must look.
 */
export function decide(steps: readonly Step[], position: number, targets: readonly TargetStatus[]): Decision {
  const step = steps[position];
  if (!step) return { next: 'end', status: 'succeeded', error: null };
  const wanted = step.submissions.flatMap((s) => s.platforms.map((platform) => ({ kind: s.kind, platform })));
  const seen = wanted.map((w) => targets.find((t) => t.kind === w.kind && t.platform === w.platform));
  if (seen.some((t) => t === undefined || t.state === 'pending' || t.state === 'running'))
    return { next: 'wait' };
  const bad = seen.filter((t) => t !== undefined && t.state !== 'done') as TargetStatus[];
  if (bad.length > 0)
    return { next: 'end', status: endOf(step, seen as TargetStatus[]), error: errorOf(bad) };
  return position + 1 < steps.length ? { next: 'step' } : { next: 'end', status: 'succeeded', error: null };
}

function endOf(step: Step, targets: readonly TargetStatus[]): 'failed' | 'needs_review' {
  if (targets.some((t) => t.state === 'needs_review')) return 'needs_review';
  const done = targets.filter((t) => t.state === 'done');
  switch (step.name) {
    case 'prepare': // an update that was done changed what is live; a publish made something that does not serve
      return done.some((t) => t.kind === 'update') ? 'needs_review' : 'failed';
    case 'activate': // one serves and another does not
      return done.length > 0 ? 'needs_review' : 'failed';
    case 'pause':
    case 'retire': // something may go on serving that should not
      return 'needs_review';
  }
}

function errorOf(bad: readonly TargetStatus[]): Fault {
  const first = bad.find((t) => t.state === 'needs_review') ?? bad[0];
  const fault = first?.error ?? { code: 'PLATFORM_FAILED', message: 'The platform gave no reason.' };
  return { code: fault.code, message: `${first?.platform ?? ''}: ${fault.message}` };
}

/** Progress over all steps: each step counts once, and within a step its targets' own progress is told in words. */
export function progressOf(
  steps: readonly Step[],
  position: number,
  targets: readonly TargetStatus[],
): Operation['progress'] {
  const step = steps[position];
  if (!step) return { done: steps.length, total: steps.length, step: 'done' };
  const running = targets.filter((t) => t.state === 'pending' || t.state === 'running');
  const words = running.map((t) => `${t.platform} ${t.progress.done}/${t.progress.total} ${t.progress.step}`);
  return { done: position, total: steps.length, step: [step.name, ...words].join(', ').slice(0, 200) };
}

/** The publications after a step, as far as its targets have settled. */
export function publicationsAfter(
  publications: readonly Publication[],
  targets: readonly TargetStatus[],
  version: number,
  at: Date,
): Publication[] {
  return publications.map((publication) => {
    const target = targets.find((t) => t.platform === publication.platform);
    if (!target || target.state === 'pending' || target.state === 'running') return publication;
    const externalId = target.campaignExternalId ?? publication.externalId;
    return {
      ...publication,
      ...settled(publication, target, version),
      externalId,
      updatedAt: at.toISOString(),
    };
  });
}

type Settled = Pick<Publication, 'status' | 'version' | 'error'>;

/** What a settled target says of its publication; after a refused change or pause the platform still does what it did. */
function settled({ status, version }: Publication, target: TargetStatus, published: number): Settled {
  if (target.state === 'done') return done(status, version, target, published);
  const error = target.error ?? { code: 'PLATFORM_FAILED', message: 'The platform gave no reason.' };
  if (target.state === 'needs_review') return { status: 'needs_review', version, error };
  const keeps = target.kind === 'update' || target.kind === 'pause' || target.kind === 'remove';
  const stays = keeps || (target.kind === 'resume' && status === 'paused');
  return { status: stays ? status : 'failed', version, error };
}

function done(
  status: Publication['status'],
  version: number,
  { kind }: TargetStatus,
  published: number,
): Settled {
  switch (kind) {
    case 'publish':
      return { status: 'verified', version: published, error: null };
    case 'update':
      return { status, version: published, error: null };
    case 'resume':
      return { status: 'active', version, error: null };
    case 'pause':
      return { status: 'paused', version, error: null };
    case 'remove':
      return { status: 'removed', version, error: null };
  }
}
