import type { memberContracts } from '../../../contracts/auth/members.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Request } from '../../../mixins/action.ts';
import type { AuthDeps } from '../deps.ts';
import { isConfirmed } from './domain/role-rules.ts';

type AboutMember = Pick<
  Request<typeof memberContracts.removeMember>,
  'organizationId' | 'confirm' | 'waiveConfirmation'
>;

/**
 * Has a change of a member confirmed when it gives a role of weight, or concerns an administrator.
 * @param next the member's role from now on; null when they are removed
 * @throws AppError RESOURCE_NOT_FOUND, and what confirming throws
 */
export async function confirmChange(
  deps: AuthDeps,
  { organizationId, confirm, waiveConfirmation }: AboutMember,
  userId: string,
  next: Role | null,
): Promise<void> {
  const member = await deps.members.store.findMembership(userId, organizationId);
  if (!member) throw new AppError('RESOURCE_NOT_FOUND');
  const before = member.organization.role;
  if (isConfirmed(before, next)) await confirm({ before });
  else waiveConfirmation();
}
