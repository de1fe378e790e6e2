import { ROLES, type Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';

export type Seated = { userId: string; role: Role };

/** 0 is the strongest. */
const rank = (role: Role): number => ROLES.indexOf(role);

/**
 * May `actor` give `target` the role `next` in an organisation with `owners` owners? Only owners touch owners, nobody
 * gives more than he has or lifts himself, and one owner always stays. @throws AppError PERMISSION_DENIED, LAST_OWNER
 */
export function decideRoleChange(actor: Seated, target: Seated, next: Role, owners: number): void {
  const ownerInvolved = target.role === 'owner' || next === 'owner';
  if (ownerInvolved && actor.role !== 'owner') throw new AppError('PERMISSION_DENIED');
  if (rank(next) < rank(actor.role)) throw new AppError('PERMISSION_DENIED');
  if (actor.userId === target.userId && rank(next) < rank(target.role))
    throw new AppError('PERMISSION_DENIED');
  if (target.role === 'owner' && next !== 'owner' && owners <= 1) throw new AppError('LAST_OWNER');
}

/** May `actor` remove `target`? Only owners remove owners, and never the last. @throws as above */
export function decideRemoval(actor: Seated, target: Seated, owners: number): void {
  if (target.role === 'owner' && actor.role !== 'owner') throw new AppError('PERMISSION_DENIED');
  if (target.role === 'owner' && owners <= 1) throw new AppError('LAST_OWNER');
}

/** May somebody with the role `own` invite a person as `invited`? Never as more than he is himself. @throws as above */
export function decideInvitation(own: Role, invited: Role): void {
  if (rank(invited) < rank(own)) throw new AppError('PERMISSION_DENIED');
}
