import type { Campaign, Review } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { conflict, statusAfter } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';

/** Who approves or rejects a version, when, and why. */
export type ReviewDecision = { decidedBy: string; decidedAt: Date; note?: string | undefined };
export type Approval = ReviewDecision & {
  /** The hash of the content that the approver saw. */
  hash: string;
};

/** The campaign with its current version submitted for approval; `requireSubmittable` has said that it may be. */
export function submitForReview(campaign: Campaign, hash: string, submittedBy: string, at: Date): Campaign {
  const review: Review = {
    version: campaign.version,
    state: 'in_review',
    submittedBy,
    submittedAt: at.toISOString(),
    decidedBy: null,
    decidedAt: null,
    note: null,
    hash,
  };
  return withUpdatedAt({ ...campaign, status: statusAfter('submit', campaign), review }, at);
}

/**
 * What waits may be submitted once more where the first submission was none of a person, and this one is.
 * @throws AppError CAMPAIGN_STATE_CONFLICT when the current version is submitted or approved already
 */
export function requireSubmittable(campaign: Campaign, { overMachine }: { overMachine: boolean }): void {
  statusAfter('submit', campaign);
  const { review } = campaign;
  if (review?.version !== campaign.version || review.state === 'rejected') return;
  if (review.state === 'approved' || !overMachine)
    throw conflict(review.state === 'approved' ? 'This version is approved.' : 'This version is in review.');
}

/**
 * The approved campaign. The approval holds for the hash of what was submitted and seen, and for nothing else.
 * Who may approve stands in approver.ts.
 * @throws AppError APPROVAL_VERSION_STALE, CAMPAIGN_STATE_CONFLICT
 */
export function approveCampaign({ campaign, hash }: StoredCampaign, approval: Approval): Campaign {
  const review = pendingReview(campaign);
  if (review.hash !== hash || approval.hash !== hash) throw new AppError('APPROVAL_VERSION_STALE');
  return decideReview(campaign, review, 'approved', approval);
}

/** The campaign with its submitted version refused. @throws AppError CAMPAIGN_STATE_CONFLICT */
export function rejectCampaign(campaign: Campaign, decision: ReviewDecision): Campaign {
  return decideReview(campaign, pendingReview(campaign), 'rejected', decision);
}

/** @throws AppError CAMPAIGN_STATE_CONFLICT unless the current version is approved as it stands */
export function requireApproved({ campaign, hash }: StoredCampaign): void {
  const { review, version } = campaign;
  if (review?.state !== 'approved' || review.version !== version || review.hash !== hash)
    throw conflict('The current version is not approved.');
}

function pendingReview({ review }: Campaign): Review {
  if (review?.state !== 'in_review') throw conflict('No version is waiting for approval.');
  return review;
}

function decideReview(
  campaign: Campaign,
  pending: Review,
  state: 'approved' | 'rejected',
  { decidedBy, decidedAt, note }: ReviewDecision,
): Campaign {
  const status = statusAfter(state === 'approved' ? 'approve' : 'reject', campaign);
  const review = { ...pending, state, decidedBy, decidedAt: decidedAt.toISOString(), note: note ?? null };
  return withUpdatedAt({ ...campaign, status, review }, decidedAt);
}
