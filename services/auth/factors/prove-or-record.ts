import type { FactorProof } from '../../../contracts/auth/factors.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { recordOfPerson } from '../trail/record-of-person.ts';
import { UNKNOWN_ID } from '../trail/store.ts';
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
  const trial = { userId, organizationId, origin, method: offered.proof.method };
  const proved = await recordingFailure(deps, trial, () => proveFactor(deps, userId, offered, deps.clock()));
  return endingLoss(deps, { userId, organizationId }, proved);
}

/** A factor that is tried: whose, and in which organisation; null where it was done in none. */
type Trial = {
  userId: string;
  organizationId: string | null;
  origin: Origin | undefined;
  method: FactorProof['method'];
};

/** Runs what checks a factor; that it was refused is written to the audit trail. @throws what `prove` throws */
export async function recordingFailure<Proved>(
  deps: AuthDeps,
  { userId, organizationId, origin, method }: Trial,
  prove: () => Promise<Proved>,
): Promise<Proved> {
  try {
    return await prove();
  } catch (error) {
    const event = { organizationId, userId, origin, detail: { method } };
    await transactionIn(deps.database, organizationId ?? UNKNOWN_ID, (tx) =>
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
