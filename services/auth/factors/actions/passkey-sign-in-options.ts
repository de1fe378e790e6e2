import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newChallenge, passkeyRequest } from '../passkey-options.ts';

/** What a browser asks a passkey of somebody who is not known yet: the same for everybody. */
export function passkeySignInOptions(deps: AuthDeps) {
  return action(passkeyContracts.passkeySignInOptions, async function passkeySignInOptions() {
    const { passkeyChallenges, relyingParty } = deps.factors;
    const challenge = newChallenge({ purpose: 'sign_in' });
    await passkeyChallenges.insert(challenge, 'sign_in', null, deps.clock());
    return { publicKey: passkeyRequest(relyingParty, challenge, []) };
  });
}
