import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** The person, the organisation of the token, and every other one. */
export function me(deps: AuthDeps) {
  return action(accountContracts.me, async function me({ userId, organizationId }) {
    const seats = await deps.seats.ofUser(userId);
    const here = seats.find((seat) => seat.organization.id === organizationId);
    if (!here) throw new AppError('TOKEN_INVALID');
    return { ...here, organizations: seats.map((seat) => seat.organization) };
  });
}
