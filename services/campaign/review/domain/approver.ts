import type { ApproverStanding } from '../../../../contracts/auth/standing.ts';
import type { Review } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { HOUR_MS } from '../../../../lib/time.ts';

export type ApprovalPolicy = 'two_people' | 'self_with_step_up';

/** What an organisation's operators ask of approvers, beside being somebody else. */
export type ApproverRules = { factorRequired: boolean; minAgeHours: number };

/** Whose work a version is. */
export type Work = {
  /** Who wrote a version since the last one that was approved; of what a machine wrote, who made its key. */
  authors: readonly string[];
  /** A machine submitted it: no person has said yet that this is what they want. */
  submittedByMachine: boolean;
};

/** Who approved a version, and who had submitted it; null: nobody knows. */
export type ApprovalGiven = { decidedBy: string; submittedBy: string | null };

/** Who is about to approve, and whose work it is that they approve. */
export type Approver = Work & { userId: string; standing: ApproverStanding };

/**
 * Whether the approver may be the only person behind a version: then the organisation's policy decides. What a machine submitted
 * may be anybody's who knows its key, whoever made it.
 */
export const isOwnWork = (
  review: { submittedBy: string | null },
  { userId, authors, submittedByMachine }: Omit<Approver, 'standing'>,
) => submittedByMachine || review.submittedBy === userId || authors.includes(userId);

/**
 * Two people means: a person submitted the version, and the approver is another one, who neither did that nor wrote any change since
 * the last approval, can be reached, cannot be impersonated with a password alone, and did not join, nor get their role, just now to approve this.
 * @throws AppError APPROVAL_OWN_SUBMISSION, APPROVER_NOT_ELIGIBLE with the condition that is not met
 */
export function requireEligible(
  review: Review,
  approver: Approver,
  policy: ApprovalPolicy,
  rules: ApproverRules,
  now: Date,
): void {
  const { userId, standing, authors, submittedByMachine } = approver;
  if (policy === 'two_people') {
    if (review.submittedBy === userId) throw new AppError('APPROVAL_OWN_SUBMISSION');
    if (submittedByMachine)
      throw notEligible(
        'A machine submitted this version: a person submits it, and then another one approves it.',
      );
    if (authors.includes(userId)) throw notEligible('You wrote a change that nobody has approved yet.');
  }
  requireStanding(standing, rules, now);
}

/**
 * What is asked of whoever is one of two people, whatever it is that takes two: they can be reached, cannot be impersonated with
 * a password alone, and did not join, nor get their role, just now for this. @throws AppError APPROVER_NOT_ELIGIBLE with the condition that is not met
 */
export function requireStanding(
  standing: ApproverStanding,
  { factorRequired, minAgeHours }: ApproverRules,
  now: Date,
): void {
  if (!standing.addressProved) throw notEligible('Your e-mail address is not proved.');
  requireFactor(standing, { factorRequired, minAgeHours }, now);
  const eligibleFrom = Date.parse(standing.memberSince) + minAgeHours * HOUR_MS;
  if (now.getTime() < eligibleFrom)
    throw notEligible(`You hold a role that may approve for less than ${minAgeHours} hours.`);
}

/**
 * An approval holds while whoever gave it may still approve, and what is asked for today would allow it: it does not outlive its
 * right. @param standing null where they are no member any more, or hold no role that may approve
 * @throws AppError APPROVAL_LAPSED
 */
export function requireStillApproved(
  approval: ApprovalGiven,
  { standing, ...work }: Work & { standing: ApproverStanding | null },
  policy: ApprovalPolicy,
): void {
  const { decidedBy: userId } = approval;
  if (!standing)
    throw new AppError('APPROVAL_LAPSED', {
      detail: 'Whoever approved this version may not approve any more.',
    });
  if (policy === 'two_people' && isOwnWork(approval, { userId, ...work }))
    throw new AppError('APPROVAL_LAPSED', {
      detail: 'One person alone stands behind this version, and the organisation asks for two.',
    });
}

/**
 * The person has a second factor that is known to be theirs: one that was added with a mailbox alone counts when it is as old as
 * an approver has to be. @throws AppError APPROVER_NOT_ELIGIBLE
 */
export function requireFactor(
  { hasFactor, factorWaitsSince }: ApproverStanding,
  { factorRequired, minAgeHours }: ApproverRules,
  now: Date,
): void {
  if (!factorRequired) return;
  if (!hasFactor) throw notEligible('Your account has no second factor.');
  if (factorWaitsSince && now.getTime() < Date.parse(factorWaitsSince) + minAgeHours * HOUR_MS)
    throw notEligible(
      `Your second factor was added after your account was recovered without one: it counts after ${minAgeHours} hours.`,
    );
}

const notEligible = (detail: string) => new AppError('APPROVER_NOT_ELIGIBLE', { detail });
