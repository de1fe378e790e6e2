import { z } from 'zod';
import { contract } from '../action.ts';
import { Id, Instant } from '../values.ts';
import { Role } from './identity.ts';

/** What makes a person fit to be the second of two. */
export const ApproverStanding = z.strictObject({
  /** Also where nobody asks for a proof. */
  addressProved: z.boolean(),
  hasFactor: z.boolean(),
  /**
   * Since when they have a factor, where every one was added after the account was opened again by a mail alone, or after all
   * were lost: nothing proves that it is theirs before somebody could have noticed.
   */
  factorWaitsSince: Instant.optional(),
  /** Since when they have held, without a break, a role there that may approve. */
  memberSince: Instant,
});
export type ApproverStanding = z.infer<typeof ApproverStanding>;

export const standingContracts = {
  approverStanding: contract({
    name: 'auth.approverStanding',
    summary: 'What is known of a member who is about to approve something',
    params: z.strictObject({ userId: Id }),
    result: ApproverStanding,
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['RESOURCE_NOT_FOUND'],
    idempotent: true,
  }),
  memberRoles: contract({
    name: 'auth.memberRoles',
    summary: 'Which of these people are members now, as what and since when',
    params: z.strictObject({ userIds: z.array(Id).max(500) }),
    result: z.strictObject({
      members: z.array(z.strictObject({ userId: Id, role: Role, joinedAt: Instant })),
    }),
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
} as const;
