import { addressContracts } from '../../../../contracts/auth/addresses.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { proveWithToken } from '../prove-address.ts';

/** Proves an address with what was mailed to it. Whoever had named it as well has no hold on it any more. */
export function verifyEmail(deps: AuthDeps) {
  return action(addressContracts.verifyEmail, async function verifyEmail({ params: { token, origin } }) {
    const { userId } = await deps.accounts.mailedTokens.find(token, 'verify_address', deps.clock());
    await proveWithToken(deps, { token, purpose: 'verify_address', userId, origin });
    return { done: true as const };
  });
}
