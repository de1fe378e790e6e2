import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { membershipAmong } from '../../members/domain/membership.ts';

/** The person, the organisation of their token, and all organisations that they belong to. */
export function me(deps: AuthDeps) {
  return action(accountContracts.me, async function me({ userId, organizationId }) {
    const memberships = await deps.members.store.membershipsOf(userId);
    const current = membershipAmong(memberships, organizationId);
    if (!current) throw new AppError('TOKEN_INVALID');
    const { user, organization } = current;
    return { user, organization, organizations: memberships.map((membership) => membership.organization) };
  });
}
