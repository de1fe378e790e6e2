import { addressContracts } from '../../../../contracts/auth/addresses.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { proveWithToken } from '../prove-address.ts';
import { proveOwnPassword } from '../prove-password.ts';

/**
 * Proves an address with what was mailed to it and the password of the account that it was mailed for. Whoever reads the mails
 * of an address may not be who made the account: with the token alone they would give their address to a stranger, who keeps
 * the password and the factors. Whoever had named the address as well has no hold on it any more.
 */
export function verifyEmail(deps: AuthDeps) {
  return action(addressContracts.verifyEmail, async function verifyEmail({ params }) {
    const { token, password, origin } = params;
    const { userId } = await deps.accounts.mailedTokens.find(token, 'verify_address', deps.clock());
    await proveOwnPassword(deps, userId, { password, origin });
    await proveWithToken(deps, { token, purpose: 'verify_address', userId, origin });
    return { done: true as const };
  });
}
