import type { FactorProof } from '../../../contracts/auth/factors.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { proveFactor, type ProvedFactor } from './prove-factor.ts';

/** Checks a proof of a second factor; one that is refused is written to the audit trail. @throws as proveFactor */
export async function proveOrRecord(
  deps: AuthDeps,
  { userId, organizationId }: { userId: string; organizationId: string },
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
