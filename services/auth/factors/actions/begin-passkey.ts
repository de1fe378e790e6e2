import { v7 as uuidv7 } from 'uuid';
import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { action } from '../../../../mixins/action.ts';
import { proveOwnPassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginFactor } from '../begin-factor.ts';
import { membershipIn } from '../membership-in.ts';
import { newChallenge, passkeyCreation } from '../passkey-options.ts';

/** Begins to add a passkey: the person proves their password again, and a factor that they have. */
export function beginPasskey(deps: AuthDeps) {
  return action(passkeyContracts.beginPasskey, async function beginPasskey(request) {
    const { params, organizationId, userId } = request;
    const { name, password, origin } = params;
    const { passkeys, passkeyChallenges, relyingParty } = deps.factors;
    const { user } = await membershipIn(deps, userId, organizationId);
    await proveOwnPassword(deps, userId, { password, origin });
    const factorId = uuidv7();
    const challenge = newChallenge({ purpose: 'add_factor', factorId });
    const now = deps.clock();
    const begin: Parameters<typeof beginFactor>[1]['begin'] = async (tx) => {
      await passkeys.begin(tx, userId, { id: factorId, name }, now);
      await passkeyChallenges.insert(challenge, 'add_factor', userId, now, tx);
    };
    await beginFactor(deps, { request, origin, begin });
    const known = await passkeys.ofUser(userId);
    return { factorId, publicKey: passkeyCreation(relyingParty, challenge, user, known) };
  });
}
