import type { Member } from '../../../../contracts/auth/members.ts';
import { movesMoney, ROLES, type Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';

export type MemberRole = Pick<Member, 'userId' | 'role'>;

/** 0 is the strongest role. */
const rank = (role: Role): number => ROLES.indexOf(role);

/** Whether a role decides who belongs to an organisation. */
export const isAdministrator = (role: Role): boolean => role === 'owner' || role === 'admin';

/**
 * Whether nobody gets a role without that a person confirms it, and that all who run the organisation are told: it decides who
 * belongs to the organisation, or takes part in spending its money.
 */
export const isOfWeight = (role: Role): boolean => isAdministrator(role) || movesMoney(role);

/** Whether a change of a member is confirmed: they get a role of weight, or they are an administrator. `next` is null when they go. */
export const isConfirmed = (before: Role, next: Role | null): boolean =>
  isAdministrator(before) || (next !== null && isOfWeight(next));

/**
 * May `actor` give `target` the role `next` in an organisation with `owners` owners? Only owners change owners or make new
 * ones, nobody gives more than they have or raises their own role, and one owner always stays.
 * @throws AppError PERMISSION_DENIED, LAST_OWNER
 */
export function decideRoleChange(actor: MemberRole, target: MemberRole, next: Role, owners: number): void {
  if (target.role === 'owner' && actor.role !== 'owner') throw new AppError('PERMISSION_DENIED');
  if (rank(next) < rank(actor.role)) throw new AppError('PERMISSION_DENIED');
  if (actor.userId === target.userId && rank(next) < rank(target.role))
    throw new AppError('PERMISSION_DENIED');
  if (target.role === 'owner' && next !== 'owner' && owners <= 1) throw new AppError('LAST_OWNER');
}

/**
 * May `actor` remove `target`? Only owners remove owners, and the last owner stays.
 * @throws AppError PERMISSION_DENIED, LAST_OWNER
 */
export function decideRemoval(actor: MemberRole, target: MemberRole, owners: number): void {
  if (target.role === 'owner' && actor.role !== 'owner') throw new AppError('PERMISSION_DENIED');
  if (target.role === 'owner' && owners <= 1) throw new AppError('LAST_OWNER');
}

/**
 * May `actor` end sessions of `target`? Everybody their own, and only owners those of owners.
 * @throws AppError PERMISSION_DENIED
 */
export function decideSessionEnd(actor: MemberRole, target: MemberRole): void {
  if (actor.userId === target.userId) return;
  if (target.role === 'owner' && actor.role !== 'owner') throw new AppError('PERMISSION_DENIED');
}

/**
 * May a member with the role `inviter` invite a person with the role `invited`? Never with a stronger role than their own.
 * @throws AppError PERMISSION_DENIED
 */
export function decideInvitation(inviter: Role, invited: Role): void {
  if (rank(invited) < rank(inviter)) throw new AppError('PERMISSION_DENIED');
}

/**
 * Whether an invitation still stands: whoever made it could make it today.
 * @param inviter the role that they have now; null where they are no member any more
 */
export const invitationStands = (inviter: Role | null, invited: Role): boolean =>
  inviter !== null && isAdministrator(inviter) && rank(invited) >= rank(inviter);
