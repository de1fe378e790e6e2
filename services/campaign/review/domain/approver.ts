import type { ApproverStanding } from '../../../../contracts/auth/standing.ts';
import type { Review } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { HOUR_MS } from '../../../../lib/time.ts';

export type ApprovalPolicy = 'two_people' | 'self_with_step_up';

/** What an organisation's operators ask of approvers, beside being somebody else. */
export type ApproverRules = { factorRequired: boolean; minAgeHours: number };

/** Who is about to approve, and who wrote what they approve. */
export type Approver = {
  userId: string;
  standing: ApproverStanding;
  /** Who wrote a version since the last one that was approved. */
  authors: readonly string[];
};

/** Whether a person approves their own work: then the organisation's policy decides. */
export const isOwnWork = (review: Review, { userId, authors }: Pick<Approver, 'userId' | 'authors'>) =>
  review.submittedBy === userId || authors.includes(userId);

/**
 * Two people means: the approver neither submitted the version nor wrote any change since the last approval, can be reached,
 * cannot be impersonated with a password alone, and did not join just now to approve this.
 * @throws AppError APPROVAL_OWN_SUBMISSION, APPROVER_NOT_ELIGIBLE with the condition that is not met
 */
export function requireEligible(
  review: Review,
  approver: Approver,
  policy: ApprovalPolicy,
  rules: ApproverRules,
  now: Date,
): void {
  const { userId, standing, authors } = approver;
  if (policy === 'two_people') {
    if (review.submittedBy === userId) throw new AppError('APPROVAL_OWN_SUBMISSION');
    if (authors.includes(userId)) throw notEligible('You wrote a change that nobody has approved yet.');
  }
  requireStanding(standing, rules, now);
}

/**
 * What is asked of whoever is one of two people, whatever it is that takes two: they can be reached, cannot be impersonated with
 * a password alone, and did not join just now for this. @throws AppError APPROVER_NOT_ELIGIBLE with the condition that is not met
 */
export function requireStanding(
  standing: ApproverStanding,
  { factorRequired, minAgeHours }: ApproverRules,
  now: Date,
): void {
  if (!standing.addressProved) throw notEligible('Your e-mail address is not proved.');
  if (factorRequired && !standing.hasFactor) throw notEligible('Your account has no second factor.');
  const eligibleFrom = Date.parse(standing.memberSince) + minAgeHours * HOUR_MS;
  if (now.getTime() < eligibleFrom)
    throw notEligible(`You are a member of this organisation for less than ${minAgeHours} hours.`);
}

const notEligible = (detail: string) => new AppError('APPROVER_NOT_ELIGIBLE', { detail });
