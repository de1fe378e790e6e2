import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { joining } from '../../members/joining.ts';
import { beginSession, type SessionStart } from '../../sessions/begin-session.ts';
import { findDevice } from '../../sessions/remember-device.ts';
import { challengeOfToken } from '../domain/passkey-challenge.ts';
import { tellOfRecoveryCode } from '../tell-of-recovery-code.ts';
import { proveOrRecord } from '../prove-or-record.ts';
import type { Challenge } from '../store/challenges.ts';

/** Begins the session that a right password was given for, and joins what it was given to join. Proof and challenge are used up with it, or not at all. */
export function answerChallenge(deps: AuthDeps) {
  return action(factorContracts.answerChallenge, async function answerChallenge({ params }) {
    const { mfaToken, proof, deviceToken, origin } = params;
    const now = deps.clock();
    const challenge = await deps.factors.challenges.take(mfaToken, now);
    if (!challenge) throw new AppError('MFA_CHALLENGE_INVALID');
    if (challenge.void) throw new AppError('FACTOR_LOCKED', { detail: VOID });
    const accept = (asked: string) => asked === challengeOfToken(mfaToken);
    const proved = await proveOrRecord(deps, challenge, { proof, accept }, origin);
    const { userId } = challenge;
    const start = await startOf(deps, challenge, now);
    const { membership } = start;
    return beginSession(deps, {
      ...start,
      event: { ...start.event, detail: { ...start.event.detail, factor: proved.method } },
      origin,
      device: await findDevice(deps, userId, deviceToken),
      now,
      save: async (tx) => {
        if (!(await deps.factors.challenges.use(tx, mfaToken, now)))
          throw new AppError('MFA_CHALLENGE_INVALID');
        await proved.use(tx);
        await start.save?.(tx);
        if (proved.method === 'recovery_code') await tellOfRecoveryCode(deps, tx, membership, now);
      },
    });
  });
}

/** Where the session begins: in the organisation that they used, or in the one that they join with it. */
async function startOf(
  deps: AuthDeps,
  { userId, organizationId, invitation: key }: Challenge,
  now: Date,
): Promise<Pick<SessionStart, 'membership' | 'event' | 'save' | 'revocation'>> {
  if (!key) {
    const membership = await deps.members.store.findMembership(userId, organizationId);
    if (!membership) throw new AppError('MFA_CHALLENGE_INVALID');
    return { membership, event: { action: 'auth.logged_in' } };
  }
  const invitation = await deps.members.acceptance.again(key, now);
  const account = await deps.accounts.store.find(userId);
  if (account?.user.email.toLowerCase() !== invitation.email.toLowerCase())
    throw new AppError('INVITATION_INVALID');
  const unproved = account.claimed || !deps.accounts.countsAsProved(account.addressProvedAt);
  return joining(deps, { invitation, user: account.user, unproved, now });
}

const VOID = 'Too many wrong answers: sign in with your password again.';
