import { factorContracts, type FactorProof } from '../../../../contracts/auth/factors.ts';
import type { Origin } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginSession } from '../../sessions/begin-session.ts';
import { findDevice } from '../../sessions/remember-device.ts';
import { recordEvent } from '../../trail/store.ts';
import { transactionIn } from '../../transaction.ts';
import { tellOfRecoveryCode } from '../tell-of-recovery-code.ts';
import { proveFactor, type ProvedFactor } from '../prove-factor.ts';
import type { Challenge } from '../store/challenges.ts';

/** Begins the session that a right password was given for. Proof and challenge are used up with it, or not at all. */
export function answerChallenge(deps: AuthDeps) {
  return action(factorContracts.answerChallenge, async function answerChallenge({ params }) {
    const { mfaToken, proof, deviceToken, origin } = params;
    const now = deps.clock();
    const challenge = await deps.factors.challenges.take(mfaToken, now);
    if (!challenge) throw new AppError('MFA_CHALLENGE_INVALID');
    if (challenge.void) throw new AppError('FACTOR_LOCKED', { detail: VOID });
    const proved = await proveOrRecord(deps, challenge, proof, origin);
    const memberships = await deps.members.store.membershipsOf(challenge.userId);
    const membership = memberships.find(({ organization }) => organization.id === challenge.organizationId);
    if (!membership) throw new AppError('MFA_CHALLENGE_INVALID');
    return beginSession(deps, {
      membership,
      origin,
      device: await findDevice(deps, challenge.userId, deviceToken),
      now,
      event: { action: 'auth.logged_in', detail: { factor: proved.method } },
      save: async (tx) => {
        if (!(await deps.factors.challenges.use(tx, mfaToken, now)))
          throw new AppError('MFA_CHALLENGE_INVALID');
        await proved.use(tx);
        if (proved.method === 'recovery_code') await tellOfRecoveryCode(deps, tx, membership, now);
      },
    });
  });
}

const VOID = 'Too many wrong answers: sign in with your password again.';

/** A proof that is refused is written to the audit trail. */
async function proveOrRecord(
  deps: AuthDeps,
  { userId, organizationId }: Challenge,
  proof: FactorProof,
  origin: Origin | undefined,
): Promise<ProvedFactor> {
  try {
    return await proveFactor(deps, userId, proof, deps.clock());
  } catch (error) {
    const event = { organizationId, userId, origin, detail: { method: proof.method } };
    await transactionIn(deps.database, organizationId, (tx) =>
      recordEvent(tx, { ...event, action: 'auth.factor_failed' }),
    );
    throw error;
  }
}
