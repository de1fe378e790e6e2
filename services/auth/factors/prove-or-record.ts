import type { Origin } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { proveFactor, type OfferedProof, type ProvedFactor } from './prove-factor.ts';

/** Checks a proof of a second factor; one that is refused is written to the audit trail. @throws as proveFactor */
export async function proveOrRecord(
  deps: AuthDeps,
  { userId, organizationId }: { userId: string; organizationId: string },
  offered: OfferedProof,
  origin: Origin | undefined,
): Promise<ProvedFactor> {
  try {
    return await proveFactor(deps, userId, offered, deps.clock());
  } catch (error) {
    const event = { organizationId, userId, origin, detail: { method: offered.proof.method } };
    await transactionIn(deps.database, organizationId, (tx) =>
      recordEvent(tx, { ...event, action: 'auth.factor_failed' }),
    );
    throw error;
  }
}
