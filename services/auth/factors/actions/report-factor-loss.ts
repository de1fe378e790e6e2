import { v7 as uuidv7 } from 'uuid';
import { factorLossContracts } from '../../../../contracts/auth/factor-loss.ts';
import type { Origin } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { appendRevocation } from '../../sessions/store/revocations.ts';
import { markAllSessionsEnded } from '../../sessions/store/sessions.ts';
import { recordEvent } from '../../trail/store.ts';
import { transactionIn } from '../../transaction.ts';
import { isDue, lossAnswer, type OpenLoss } from '../domain/factor-loss.ts';
import { membershipIn } from '../membership-in.ts';
import type { Challenge } from '../store/challenges.ts';

/**
 * For who knows their password and has no factor left. The first report starts the wait, of which everybody concerned is told;
 * a report after the wait takes the factors away. In between anybody concerned can stop it, and so does a factor that is proved.
 */
export function reportFactorLoss(deps: AuthDeps) {
  return action(factorLossContracts.reportFactorLoss, async function reportFactorLoss({ params }) {
    const { mfaToken, origin } = params;
    const now = deps.clock();
    const challenge = await deps.factors.challenges.take(mfaToken, now);
    if (!challenge) throw new AppError('MFA_CHALLENGE_INVALID');
    if (challenge.void) throw new AppError('FACTOR_LOCKED');
    const open = await deps.factors.losses.open(challenge.userId);
    if (!open) return lossAnswer(await begin(deps, challenge, origin, now), 'waiting');
    if (!isDue(open, now)) return lossAnswer(open, 'waiting');
    await takeFactorsAway(deps, challenge, origin, now);
    return lossAnswer(open, 'done');
  });
}

async function begin(
  deps: AuthDeps,
  { userId, organizationId }: Challenge,
  origin: Origin | undefined,
  now: Date,
): Promise<OpenLoss> {
  const begun = await transactionIn(deps.database, organizationId, async (tx) => {
    const loss = await deps.factors.losses.begin(tx, uuidv7(), userId, now);
    if (!loss) return undefined;
    await deps.factors.losses.tellLater(tx, organizationId, loss, 0);
    await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factor_loss_reported' });
    return loss;
  });
  const loss = begun ?? (await deps.factors.losses.open(userId));
  if (!loss) throw new AppError('MFA_CHALLENGE_INVALID');
  return loss;
}

async function takeFactorsAway(
  deps: AuthDeps,
  { userId, organizationId }: Challenge,
  origin: Origin | undefined,
  now: Date,
): Promise<void> {
  const membership = await membershipIn(deps, userId, organizationId);
  await transactionIn(deps.database, organizationId, async (tx) => {
    if (!(await deps.factors.losses.end(tx, userId, 'done', now)))
      throw new AppError('MFA_CHALLENGE_INVALID');
    await deps.factors.losses.forgetFactors(tx, userId);
    const ended = await markAllSessionsEnded(tx, userId, now);
    await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factors_lost' });
    await deps.mails.queueNotice(tx, membership, { kind: 'factors_taken_away' }, now);
    for (const sessionId of ended) await appendRevocation(tx, { kind: 'session', sessionId }, now);
  });
  await deps.pollRevocations();
}
