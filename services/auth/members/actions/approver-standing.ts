import { standingContracts } from '../../../../contracts/auth/standing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** What is known of a member who is about to approve something, as it is now and not as it was when they signed in. */
export function approverStanding(deps: AuthDeps) {
  return action(
    standingContracts.approverStanding,
    async function approverStanding({ params: { userId }, organizationId }) {
      const [standing, factors] = await Promise.all([
        deps.members.store.standingOf(organizationId, userId),
        deps.factors.store.list(userId),
      ]);
      if (!standing) throw new AppError('RESOURCE_NOT_FOUND');
      return {
        addressProved: deps.accounts.countsAsProved(standing.addressProvedAt),
        hasFactor: factors.length > 0,
        memberSince: standing.joinedAt.toISOString(),
      };
    },
  );
}
