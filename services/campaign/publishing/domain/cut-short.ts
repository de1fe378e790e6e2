import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import { decide, isAtWork, type Decision, type Ending, type Failure, type TargetStatus } from './decision.ts';
import type { StoredOperation } from './operation.ts';

/** Why an operation ended that people cancelled, and why its publications are not what was approved. */
export const CANCELLED: Failure = {
  code: 'CANCELLED',
  message: 'The operation was cancelled before this had ended.',
};

/** The same of one that waited until the approval of its version did not hold any more. */
export const LAPSED: Failure = {
  code: 'APPROVAL_LAPSED',
  message:
    'The approval of this version did not hold any more before this had ended: save the campaign as a new version, submit it and have it approved again.',
};

/** Ends of an operation before all of it was done. What lapsed comes to people, who have to decide anew. */
export const CUT_SHORT = {
  cancelled: { next: 'end', status: 'cancelled', error: CANCELLED },
  lapsed: { next: 'end', status: 'needs_review', error: LAPSED },
} as const satisfies Record<string, Ending>;

/**
 * How an operation ends that is cut short; null while a platform is still at work on a step of it. What came to its end all the same
 * is told as it ended.
 */
export function decideCutShort(
  stored: StoredOperation,
  targets: readonly TargetStatus[],
  ending: Ending,
): Decision | null {
  if (targets.some(isAtWork)) return null;
  const decision = decide(stored.steps, stored.position, targets);
  const isOver = decision?.next === 'end' && ['succeeded', 'needs_review'].includes(decision.status);
  return isOver && decision.error?.code !== CANCELLED.code ? decision : ending;
}

/**
 * The publications of an operation that was cut short: what it was about to make, and never handed to its platforms, failed, and what
 * a platform was told to cancel says why it was. Any other end leaves them as they are.
 */
export function withCutShort(
  publications: readonly Publication[],
  decision: Decision,
  at: Date,
): readonly Publication[] {
  const error = decision.next === 'end' ? decision.error : null;
  if (error !== CANCELLED && error !== LAPSED) return publications;
  return publications.map((publication) => {
    if (publication.status === 'publishing')
      return { ...publication, status: 'failed', error, updatedAt: at.toISOString() };
    const wasTold = publication.error?.code === CANCELLED.code && error === LAPSED;
    return wasTold ? { ...publication, error } : publication;
  });
}
