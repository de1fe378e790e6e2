import { AppError } from '../../../../lib/errors.ts';
import type { ApprovalPolicy } from '../../review/domain/approver.ts';

/**
 * What a person's request for the thaw of a stop is, by the organisation's policy: the thaw itself, or the first of the two
 * that it takes. Whoever stopped may be one of the two, and not both. Thawing raises what may be spent, so that a machine
 * never comes here (its contract's permission), and it resumes nothing.
 * The first request counts while whoever made it could make it today (`stands`); else this one takes its place.
 * @throws AppError STOP_STATE_CONFLICT when the same person asks again, where another one has to confirm
 */
export function mayThaw(
  { thawRequestedBy }: { thawRequestedBy: string | null },
  policy: ApprovalPolicy,
  userId: string,
  stands: boolean,
): 'thaw' | 'request' {
  if (policy === 'self_with_step_up') return 'thaw';
  if (thawRequestedBy === null || !stands) return 'request';
  if (thawRequestedBy === userId)
    throw new AppError('STOP_STATE_CONFLICT', { detail: 'Another person has to confirm the thaw.' });
  return 'thaw';
}
