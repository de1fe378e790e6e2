import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';

/** A person with their place in an organisation. @throws AppError TOKEN_INVALID when they are no member of it any more */
export async function membershipIn(
  deps: AuthDeps,
  userId: string,
  organizationId: string,
): Promise<Membership> {
  const found = await deps.members.store.findMembership(userId, organizationId);
  if (!found) throw new AppError('TOKEN_INVALID');
  return found;
}
