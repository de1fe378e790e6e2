import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newChallenge, passkeyRequest } from '../passkey-options.ts';

/** What a browser asks a passkey to confirm one thing: the challenge holds the hash of that, so the signature is of it. */
export function stepUpOptions(deps: AuthDeps) {
  return action(passkeyContracts.stepUpOptions, async function stepUpOptions({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { purpose, hash } = params;
    const { passkeys, passkeyChallenges, relyingParty } = deps.factors;
    const known = await passkeys.ofUser(caller.userId);
    if (known.length === 0) throw new AppError('FACTOR_REQUIRED', { detail: 'You have no passkey.' });
    const challenge = newChallenge({ purpose, hash, sessionId: caller.sessionId });
    await passkeyChallenges.insert(challenge, 'step_up', caller.userId, deps.clock());
    return { publicKey: passkeyRequest(relyingParty, challenge, known) };
  });
}
