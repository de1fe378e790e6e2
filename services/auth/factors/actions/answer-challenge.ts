import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginSession } from '../../sessions/begin-session.ts';
import { findDevice } from '../../sessions/remember-device.ts';
import { challengeOfToken } from '../domain/passkey-challenge.ts';
import { tellOfRecoveryCode } from '../tell-of-recovery-code.ts';
import { proveOrRecord } from '../prove-or-record.ts';

/** Begins the session that a right password was given for. Proof and challenge are used up with it, or not at all. */
export function answerChallenge(deps: AuthDeps) {
  return action(factorContracts.answerChallenge, async function answerChallenge({ params }) {
    const { mfaToken, proof, deviceToken, origin } = params;
    const now = deps.clock();
    const challenge = await deps.factors.challenges.take(mfaToken, now);
    if (!challenge) throw new AppError('MFA_CHALLENGE_INVALID');
    if (challenge.void) throw new AppError('FACTOR_LOCKED', { detail: VOID });
    const accept = (asked: string) => asked === challengeOfToken(mfaToken);
    const proved = await proveOrRecord(deps, challenge, { proof, accept }, origin);
    const { userId, organizationId } = challenge;
    const membership = await deps.members.store.findMembership(userId, organizationId);
    if (!membership) throw new AppError('MFA_CHALLENGE_INVALID');
    return beginSession(deps, {
      membership,
      origin,
      device: await findDevice(deps, userId, deviceToken),
      now,
      event: { action: 'auth.logged_in', detail: { factor: proved.method } },
      save: async (tx) => {
        if (!(await deps.factors.challenges.use(tx, mfaToken, now)))
          throw new AppError('MFA_CHALLENGE_INVALID');
        await proved.use(tx);
        // who has a factor has not lost every one
        await deps.factors.losses.end(tx, challenge.userId, 'cancelled', now);
        if (proved.method === 'recovery_code') await tellOfRecoveryCode(deps, tx, membership, now);
      },
    });
  });
}

const VOID = 'Too many wrong answers: sign in with your password again.';
