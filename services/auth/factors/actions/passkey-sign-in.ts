import { passkeyContracts } from '../../../../contracts/auth/passkeys.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginSession } from '../../sessions/begin-session.ts';
import { findDevice } from '../../sessions/remember-device.ts';
import { isChallengeFor } from '../domain/passkey-challenge.ts';
import { endingLoss } from '../prove-or-record.ts';
import { provePasskey } from '../prove-passkey.ts';

/** Signs a person in with a passkey, which is something they have, unlocked by something they know or are: two factors. */
export function passkeySignIn(deps: AuthDeps) {
  return action(passkeyContracts.passkeySignIn, async function passkeySignIn({ params }) {
    const { credential, deviceToken, origin } = params;
    const now = deps.clock();
    const proved = await provePasskey(
      deps,
      credential,
      async (challenge) =>
        isChallengeFor({ purpose: 'sign_in' }, challenge) &&
        (await deps.factors.passkeyChallenges.take(challenge, 'sign_in', null, now)),
      now,
    );
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
