import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import { decide, isAtWork, type Decision, type Ending, type Failure, type TargetStatus } from './decision.ts';
import type { StoredOperation } from './operation.ts';

/** Why an operation ended that people cancelled, and why its publications are not what was approved. */
export const CANCELLED: Failure = {
  code: 'CANCELLED',
  message: 'The operation was cancelled before this had ended.',
};

const ENDED: Ending = { next: 'end', status: 'cancelled', error: CANCELLED };

/**
 * How a cancelled operation ends; null while a platform is still at work on a step of it. What came to its end all the same
 * is told as it ended.
 */
export function decideCancelled(stored: StoredOperation, targets: readonly TargetStatus[]): Decision | null {
  if (targets.some(isAtWork)) return null;
  const decision = decide(stored.steps, stored.position, targets);
  const isOver = decision?.next === 'end' && ['succeeded', 'needs_review'].includes(decision.status);
  return isOver && decision.error?.code !== CANCELLED.code ? decision : ENDED;
}

/** The publications that the cancelled operation was about to make, and never handed to their platforms. */
export function withCancelled(publications: readonly Publication[], at: Date): Publication[] {
  return publications.map((publication) =>
    publication.status === 'publishing'
      ? { ...publication, status: 'failed', error: CANCELLED, updatedAt: at.toISOString() }
      : publication,
  );
}
