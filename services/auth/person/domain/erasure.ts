import type { Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';

/**
 * May a person with this role leave an organisation for good? Where others are, one owner stays; who is alone takes nobody's
 * owner away.
 * @throws AppError LAST_OWNER
 */
export function decideErasure(role: Role, { members, owners }: { members: number; owners: number }): void {
  if (role === 'owner' && owners <= 1 && members > 1)
    throw new AppError('LAST_OWNER', {
      detail: 'Make another member an owner first: an organisation with members needs one.',
    });
}
