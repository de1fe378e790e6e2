import type { UserCaller } from '../../../contracts/caller.ts';
import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import { decideSessionEnd, type MemberRole } from '../members/domain/role-rules.ts';

/** The member of the caller's organisation with this id. @throws AppError RESOURCE_NOT_FOUND */
export async function memberIn(deps: AuthDeps, organizationId: string, userId: string): Promise<MemberRole> {
  const found = await deps.members.store.findMembership(userId, organizationId);
  if (!found) throw new AppError('RESOURCE_NOT_FOUND');
  return { userId, role: found.organization.role };
}

/** @throws AppError RESOURCE_NOT_FOUND for nobody of this organisation, PERMISSION_DENIED for a stronger member */
export async function requireMayEndSessions(
  deps: AuthDeps,
  caller: UserCaller,
  userId: string,
): Promise<void> {
  decideSessionEnd(caller, await memberIn(deps, caller.organizationId, userId));
}
