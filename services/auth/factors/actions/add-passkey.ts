import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { addFactor } from '../add-factor.ts';
import { isChallengeFor } from '../domain/passkey-challenge.ts';
import { membershipIn } from '../membership-in.ts';
import { recordingFailure } from '../prove-or-record.ts';
import { readNewPasskey, type AcceptChallenge } from '../prove-passkey.ts';

/** Finishes to add a passkey with what the browser made. */
export function addPasskey(deps: AuthDeps) {
  return action(passkeyContracts.addPasskey, async function addPasskey({ params, organizationId, userId }) {
    const { factorId, credential, origin } = params;
    const { passkeys, passkeyChallenges } = deps.factors;
    const now = deps.clock();
    const membership = await membershipIn(deps, userId, organizationId);
    if (!(await passkeys.isBegun(userId, factorId, now))) throw new AppError('RESOURCE_NOT_FOUND');
    const accept: AcceptChallenge = async (challenge) =>
      isChallengeFor({ purpose: 'add_factor', factorId }, challenge) &&
      (await passkeyChallenges.take(challenge, 'add_factor', userId, now));
    const trial = { userId, organizationId, origin, method: 'passkey' } as const;
    const made = await recordingFailure(deps, trial, () => readNewPasskey(deps, credential, accept));
    const passkey = { ...made, factorId, userId };
    return addFactor(deps, {
      membership,
      origin,
      now,
      activate: (tx) => passkeys.activate(tx, passkey, now),
    });
  });
}
