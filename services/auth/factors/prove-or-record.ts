import type { Origin } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { recordOfPerson } from '../trail/record-of-person.ts';
import { transactionIn } from '../transaction.ts';
import { proveFactor, type OfferedProof, type ProvedFactor } from './prove-factor.ts';

/**
 * Checks a proof of a second factor; one that is refused is written to the audit trail. Who uses a factor has not lost every one:
 * a report of that ends with the use, whatever the proof was given for. @throws as proveFactor
 */
export async function proveOrRecord(
  deps: AuthDeps,
  { userId, organizationId }: { userId: string; organizationId: string },
  offered: OfferedProof,
  origin: Origin | undefined,
): Promise<ProvedFactor> {
  try {
    const proved = await proveFactor(deps, userId, offered, deps.clock());
    return endingLoss(deps, { userId, organizationId }, proved);
  } catch (error) {
    const event = { organizationId, userId, origin, detail: { method: offered.proof.method } };
    await transactionIn(deps.database, organizationId, (tx) =>
      recordOfPerson(tx, { ...event, action: 'auth.factor_failed' }),
    );
    throw error;
  }
}

/** A proof whose use ends what is reported as lost. */
export const endingLoss = (
  deps: AuthDeps,
  { userId, organizationId }: { userId: string; organizationId: string },
  proved: ProvedFactor,
): ProvedFactor => ({
  ...proved,
  async use(tx) {
    await proved.use(tx);
    if (await deps.factors.losses.end(tx, userId, 'cancelled', deps.clock()))
      await recordOfPerson(tx, { organizationId, userId, action: 'auth.factor_loss_cancelled' });
  },
});
