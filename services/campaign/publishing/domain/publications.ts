import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import { isAtWork, NO_REASON, type TargetStatus } from './decision.ts';

/** The publications after a step; those whose targets are still at work, or that the step does not touch, are the same. */
export function publicationsAfter(
  publications: readonly Publication[],
  targets: readonly TargetStatus[],
  version: number,
  at: Date,
): Publication[] {
  return publications.map((publication) => {
    const target = targets.find((t) => t.platform === publication.platform);
    if (!target || isAtWork(target)) return publication;
    const state =
      target.state === 'done' ? doneState(publication, target, version) : failedState(publication, target);
    const externalId = target.campaignExternalId ?? publication.externalId;
    return { ...publication, ...state, externalId, updatedAt: at.toISOString() };
  });
}

type State = Pick<Publication, 'status' | 'version' | 'error'>;

function doneState(
  { status, version, error }: Publication,
  { kind }: TargetStatus,
  published: number,
): State {
  switch (kind) {
    case 'publish':
      return { status: 'verified', version: published, error: null };
    case 'update':
      return { status, version: published, error: null };
    case 'resume':
      return { status: 'active', version, error: null };
    case 'pause':
      return pausedState({ status, version, error });
    case 'remove':
      return { status: 'removed', version, error: null };
  }
}

/**
 * A pause proves that nothing serves, and nothing else: what was not made, or not known to be as approved, is so still, and
 * is published again before it may serve.
 */
function pausedState({ status, version, error }: State): State {
  if (status === 'publishing' || status === 'failed') return { status: 'failed', version, error };
  return { status: 'paused', version, error: SETTLED_BY_PAUSE.has(error?.code ?? '') ? null : error };
}

/** The code of a pause that is not proved yet; it says nothing of what the platform holds. */
export const UNPROVED = 'PAUSE_UNPROVED';
/** What only says that something may serve, which a proved pause answers. */
const SETTLED_BY_PAUSE: ReadonlySet<string> = new Set([
  UNPROVED,
  'FOUND_SERVING',
  'FOUND_ENABLED',
  'AD_ACCOUNT_CLOSED',
]);

/** After a change, pause or removal that was refused the platform still does what it did before. */
function failedState({ status, version, error: before }: Publication, target: TargetStatus): State {
  const error = target.error ?? NO_REASON;
  // a resume that was cancelled has ended with nothing that serves: what was there is there, paused, and nothing waits for anybody
  const isCancelledResume =
    target.kind === 'resume' && target.state === 'failed' && error.code === 'CANCELLED';
  if (isCancelledResume && (status === 'paused' || status === 'verified'))
    return { status, version, error: before };
  if (error.code === 'PLATFORM_OBJECT_GONE') return { status: 'removed', version, error };
  // it does what it did, but for what somebody changed there: a resume has let nothing serve
  if (error.code === 'DRIFT' && (target.kind === 'update' || target.kind === 'resume'))
    return { status, version, error };
  const isUnproved = target.kind === 'pause' && error.code === 'CANCELLED'; // nobody knows whether it serves
  if (target.state === 'needs_review' || isUnproved) return { status: 'needs_review', version, error };
  const unchanged = target.kind === 'update' || target.kind === 'pause' || target.kind === 'remove';
  const stillPaused = target.kind === 'resume' && status === 'paused';
  return { status: unchanged || stillPaused ? status : 'failed', version, error };
}
