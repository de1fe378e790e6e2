import { addressContracts } from '../../../../contracts/auth/addresses.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endPersonSessions } from '../../sessions/end-person-sessions.ts';
import { proveWithToken } from '../prove-address.ts';

/** Makes the address to which the token was mailed the account's own. The old one is told, and all sessions end. */
export function confirmAddress(deps: AuthDeps) {
  return action(addressContracts.confirmAddress, async function confirmAddress({ params }) {
    const { token, origin } = params;
    const { userId, email } = await deps.accounts.mailedTokens.find(token, 'change_address', deps.clock());
    await proveWithToken(deps, {
      token,
      purpose: 'change_address',
      userId,
      origin,
      save: async (tx, person, now) => {
        const notice = { kind: 'address_changed', from: person.user.email, to: email } as const;
        await deps.mails.queueNotice(tx, person, notice, now);
        await endPersonSessions(tx, { userId, reason: 'address', now });
      },
    });
    return { done: true as const };
  });
}
