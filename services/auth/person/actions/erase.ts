import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { personContracts } from '../../../../contracts/auth/person.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import { proveOwnPassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';

/**
 * Begins the erasure of a person: they are signed out everywhere and no member anywhere when this answers. A job erases the
 * rest. The only owner of others hands over first, and who is alone disconnects their ad accounts.
 */
export function erase(deps: AuthDeps) {
  return action(personContracts.erase, async function erase({ params, userId, callFor, confirm }) {
    const { password, origin } = params;
    const { memberships } = await proveOwnPassword(deps, userId, { password, origin });
    if (memberships.length === 0) throw new AppError('TOKEN_INVALID');
    await confirm();
    for (const id of await deps.person.aloneIn(userId)) await requireNoAdAccounts(callFor(id));
    await deps.person.close({ userId, memberships, origin, now: deps.clock() });
    await deps.pollRevocations();
    return { done: true as const };
  });
}

/** Nobody would be left to stop what runs on them. @throws AppError AD_ACCOUNTS_CONNECTED */
async function requireNoAdAccounts(call: Call): Promise<void> {
  const { data } = await call(adAccountContracts.adAccounts, { limit: 1 });
  if (data.length > 0) throw new AppError('AD_ACCOUNTS_CONNECTED');
}
