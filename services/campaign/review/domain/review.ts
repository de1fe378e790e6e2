import type { Campaign, Review } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { conflict, statusAfter } from '../../content/domain/lifecycle.ts';
import { touched, type Kept } from '../../content/domain/versions.ts';

export type ApprovalPolicy = 'two_people' | 'self_with_step_up';
type Decision = { by: string; at: Date; note?: string | undefined };

/** The campaign with its current version handed in for approval. @throws AppError CAMPAIGN_STATE_CONFLICT */
export function submitted(campaign: Campaign, hash: string, by: string, at: Date): Campaign {
  requireSubmittable(campaign);
  const review: Review = {
    version: campaign.version,
    state: 'in_review',
    submittedBy: by,
    submittedAt: at.toISOString(),
    decidedBy: null,
    decidedAt: null,
    note: null,
    hash,
  };
  return touched({ ...campaign, status: statusAfter('submit', campaign), review }, at);
}

/** @throws AppError CAMPAIGN_STATE_CONFLICT when the current version is handed in or decided already */
export function requireSubmittable(campaign: Campaign): void {
  statusAfter('submit', campaign);
  const { review } = campaign;
  if (review?.version === campaign.version && review.state !== 'rejected')
    throw conflict(review.state === 'approved' ? 'This version is approved.' : 'This version is in review.');
}

/** True when the person who approves is the one who submitted: then the organisation's policy decides. */
export function isOwnSubmission(campaign: Campaign, by: string): boolean {
  return pendingReview(campaign).submittedBy === by;
}

/**
 * The approved campaign. The approval holds for the hash of what was submitted and for nothing else.
 * @throws AppError APPROVAL_OWN_SUBMISSION, APPROVAL_VERSION_STALE, CAMPAIGN_STATE_CONFLICT
 */
export function approved(
  { campaign, hash }: Kept,
  decision: Decision & { hash?: string | undefined; policy: ApprovalPolicy; steppedUp: boolean },
): Campaign {
  const review = pendingReview(campaign);
  const selfAllowed = decision.policy === 'self_with_step_up' && decision.steppedUp;
  if (review.submittedBy === decision.by && !selfAllowed) throw new AppError('APPROVAL_OWN_SUBMISSION');
  const meant = decision.hash ?? review.hash;
  if (review.hash !== hash || meant !== hash) throw new AppError('APPROVAL_VERSION_STALE');
  return decided(campaign, review, 'approved', decision);
}

/** The campaign with its submitted version refused. @throws AppError CAMPAIGN_STATE_CONFLICT */
export function rejected(campaign: Campaign, decision: Decision): Campaign {
  return decided(campaign, pendingReview(campaign), 'rejected', decision);
}

/** @throws AppError CAMPAIGN_STATE_CONFLICT unless the current version is approved as it stands */
export function requireApproved({ campaign, hash }: Kept): void {
  const { review, version } = campaign;
  if (review?.state !== 'approved' || review.version !== version || review.hash !== hash)
    throw conflict('The current version is not approved.');
}

function pendingReview(campaign: Campaign): Review {
  const { review } = campaign;
  if (review?.state !== 'in_review') throw conflict('No version is waiting for approval.');
  return review;
}

function decided(
  campaign: Campaign,
  review: Review,
  state: 'approved' | 'rejected',
  { by, at, note }: Decision,
): Campaign {
  const status = statusAfter(state === 'approved' ? 'approve' : 'reject', campaign);
  const after = { ...review, state, decidedBy: by, decidedAt: at.toISOString(), note: note ?? null };
  return touched({ ...campaign, status, review: after }, at);
}
