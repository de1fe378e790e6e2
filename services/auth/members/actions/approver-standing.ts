import { standingContracts } from '../../../../contracts/auth/standing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { waitsSince } from '../../factors/store/first-factor.ts';

/** What is known of a member who is about to approve something, as it is now and not as it was when they signed in. */
export function approverStanding(deps: AuthDeps) {
  return action(
    standingContracts.approverStanding,
    async function approverStanding({ params: { userId }, organizationId }) {
      const [standing, factors, factorWaitsSince] = await Promise.all([
        deps.members.store.standingOf(organizationId, userId, deps.clock()),
        deps.factors.store.list(userId),
        waitsSince(deps.database, userId),
      ]);
      if (!standing?.approverSince) throw new AppError('RESOURCE_NOT_FOUND');
      return {
        addressProved: deps.accounts.countsAsProved(standing.addressProvedAt),
        hasFactor: factors.length > 0,
        ...(factorWaitsSince ? { factorWaitsSince: factorWaitsSince.toISOString() } : {}),
        memberSince: standing.approverSince.toISOString(),
      };
    },
  );
}
