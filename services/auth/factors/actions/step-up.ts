import { v7 as uuidv7 } from 'uuid';
import { stepUpContracts } from '../../../../contracts/auth/step-up.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordEvent } from '../../trail/store.ts';
import { isChallengeFor } from '../domain/passkey-challenge.ts';
import { membershipIn } from '../membership-in.ts';
import { proveOrRecord } from '../prove-or-record.ts';
import { mintStepUpToken, STEP_UP_SECONDS } from '../step-up-token.ts';
import { tellOfRecoveryCode } from '../tell-of-recovery-code.ts';

/** Changes the proof of a second factor for a token that confirms one thing, in this session, for five minutes, once. */
export function stepUp(deps: AuthDeps) {
  return action(stepUpContracts.stepUp, async function stepUp({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { purpose, hash, proof, origin } = params;
    const { userId, organizationId } = caller;
    const now = deps.clock();
    const asOf = await deps.factors.stepUps.asOf(); // whatever changes from now on ends it
    const methods = await deps.factors.store.methodsOf(userId);
    if (methods.length === 0) throw new AppError('FACTOR_REQUIRED');
    const signing = await deps.sessions.keys.current();
    const accept = async (challenge: string) =>
      isChallengeFor({ purpose, hash, sessionId: caller.sessionId }, challenge) &&
      (await deps.factors.passkeyChallenges.take(challenge, 'step_up', userId, now));
    const proved = await proveOrRecord(deps, { userId, organizationId }, { proof, accept }, origin);
    const membership = await membershipIn(deps, userId, organizationId);
    await deps.database.transaction(async (tx) => {
      await proved.use(tx);
      if (proved.method === 'recovery_code') await tellOfRecoveryCode(deps, tx, membership, now);
      const detail = { purpose, hash, factor: proved.method };
      await recordEvent(tx, { organizationId, userId, origin, action: 'auth.stepped_up', detail });
    });
    const confirmed = { person: caller, purpose, hash };
    return {
      stepUpToken: mintStepUpToken(signing, uuidv7(), { ...confirmed, asOf }, now),
      expiresIn: STEP_UP_SECONDS,
    };
  });
}
