import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginSession } from '../../sessions/begin-session.ts';
import { findDevice } from '../../sessions/remember-device.ts';
import { UNKNOWN_ID } from '../../trail/store.ts';
import { isChallengeFor } from '../domain/passkey-challenge.ts';
import { endingLoss, recordingFailure } from '../prove-or-record.ts';
import { provePasskey, type AcceptChallenge } from '../prove-passkey.ts';

/** Signs a person in with a passkey, which is something they have, unlocked by something they know or are: two factors. */
export function passkeySignIn(deps: AuthDeps) {
  return action(passkeyContracts.passkeySignIn, async function passkeySignIn({ params }) {
    const { credential, deviceToken, origin } = params;
    const now = deps.clock();
    const { passkeys, passkeyChallenges } = deps.factors;
    const accept: AcceptChallenge = async (challenge) =>
      isChallengeFor({ purpose: 'sign_in' }, challenge) &&
      (await passkeyChallenges.take(challenge, 'sign_in', null, now));
    // a key that nobody has is tried on nobody: the trail of operators tells of it
    const userId = (await passkeys.find(credential.id))?.userId ?? UNKNOWN_ID;
    const trial = { userId, organizationId: null, origin, method: 'passkey' } as const;
    const proved = await recordingFailure(deps, trial, () => provePasskey(deps, credential, accept, now));
    const [membership] = await deps.members.store.membershipsOf(proved.userId);
    if (!membership)
      throw new AppError('PERMISSION_DENIED', { detail: 'You are a member of no organisation any more.' });
    return beginSession(deps, {
      membership,
      origin,
      device: await findDevice(deps, proved.userId, deviceToken),
      now,
      event: { action: 'auth.logged_in', detail: { factor: proved.method } },
      save: async (tx) => {
        const who = { userId: proved.userId, organizationId: membership.organization.id };
        await endingLoss(deps, who, proved).use(tx);
      },
    });
  });
}
