import { v7 as uuidv7 } from 'uuid';
import { factorLossContracts } from '../../../../contracts/auth/factor-loss.ts';
import type { Origin } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { personOf } from '../../accounts/prove-address.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { endPersonSessions } from '../../sessions/end-person-sessions.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { transactionIn } from '../../transaction.ts';
import { isDue, lossAnswer, type OpenLoss } from '../domain/factor-loss.ts';
import { markRecovered } from '../store/first-factor.ts';

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
    const person = await personOf(deps, challenge.userId);
    // a token that was good before the factors were taken away is good for nothing more
    if ((await deps.factors.store.list(challenge.userId)).length === 0)
      throw new AppError('MFA_CHALLENGE_INVALID');
    const open = await deps.factors.losses.open(challenge.userId, now);
    if (!open) return lossAnswer(await begin(deps, person, origin, now), 'waiting');
    if (!isDue(open, now)) return lossAnswer(open, 'waiting');
    await takeFactorsAway(deps, person, origin, now);
    return lossAnswer(open, 'done');
  });
}

async function begin(
  deps: AuthDeps,
  { user, organization }: Membership,
  origin: Origin | undefined,
  now: Date,
): Promise<OpenLoss> {
  const [userId, organizationId] = [user.id, organization.id];
  const event = { organizationId: null, userId, origin, action: 'auth.factor_loss_reported' } as const;
  const { loss } = await transactionIn(deps.database, organizationId, async (tx) => {
    const report = await deps.factors.losses.begin(tx, uuidv7(), userId, now);
    if (report.loss && report.begun) {
      await deps.factors.losses.tellLater(tx, organizationId, report.loss, 0);
      await recordOfPerson(tx, event);
    }
    return report;
  });
  if (!loss) throw new AppError('MFA_CHALLENGE_INVALID');
  return loss;
}

async function takeFactorsAway(
  deps: AuthDeps,
  person: Membership,
  origin: Origin | undefined,
  now: Date,
): Promise<void> {
  const [userId, organizationId] = [person.user.id, person.organization.id];
  const event = { organizationId: null, userId, origin, action: 'auth.factors_lost' } as const;
  await transactionIn(deps.database, organizationId, async (tx) => {
    if (!(await deps.factors.losses.end(tx, userId, 'done', now)))
      throw new AppError('MFA_CHALLENGE_INVALID');
    await deps.factors.losses.forgetFactors(tx, userId);
    await markRecovered(tx, userId, now);
    await recordOfPerson(tx, event);
    await deps.mails.queueNotice(tx, person, { kind: 'factors_taken_away' }, now);
    await endPersonSessions(tx, { userId, reason: 'factors_lost', now });
  });
  await deps.pollRevocations();
}
