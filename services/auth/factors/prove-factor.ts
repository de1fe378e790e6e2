import type { FactorProof } from '../../../contracts/auth/factors.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import { provePasskey, type AcceptChallenge } from './prove-passkey.ts';
import { stepOfCode } from './domain/totp.ts';

/** A factor that was proved; `use` uses the proof up, in the transaction of what it was given for. */
export type ProvedFactor = {
  method: FactorProof['method'];
  /** @throws AppError FACTOR_INVALID when another request used the same proof first */
  use: (tx: Tx) => Promise<void>;
};

/** A proof, and what a passkey must have been asked for it. */
export type OfferedProof = { proof: FactorProof; accept: AcceptChallenge };

/**
 * Checks a proof of a second factor of a person.
 * @throws AppError FACTOR_INVALID, FACTOR_LOCKED
 */
export async function proveFactor(
  deps: AuthDeps,
  userId: string,
  { proof, accept }: OfferedProof,
  now: Date,
): Promise<ProvedFactor> {
  if (proof.method === 'totp') return proveTotp(deps, userId, { code: proof.code, begun: null }, now);
  if (proof.method === 'recovery_code') return proveRecoveryCode(deps, userId, proof.code, now);
  const proved = await provePasskey(deps, proof.credential, accept, now);
  if (proved.userId !== userId) throw new AppError('FACTOR_INVALID');
  return proved;
}

/**
 * Checks the code of an app: of the active ones, or of the one that was begun. Each try is counted first.
 * @throws AppError FACTOR_INVALID, FACTOR_LOCKED, RESOURCE_NOT_FOUND where none was begun, or too long ago
 */
export async function proveTotp(
  { factors: { store } }: AuthDeps,
  userId: string,
  { code, begun }: { code: string; begun: string | null },
  now: Date,
): Promise<ProvedFactor> {
  const { factors, locked } = await store.takeGuess(userId, begun, now);
  if (locked) throw new AppError('FACTOR_LOCKED', { retryAfterSeconds: LOCKED_SECONDS });
  if (begun !== null && factors.length === 0) throw new AppError('RESOURCE_NOT_FOUND');
  for (const { id, secret, lastStep } of factors) {
    const step = stepOfCode(secret, code, now);
    if (step !== undefined && step > (lastStep ?? -1))
      return { method: 'totp', use: (tx) => once(store.useStep(tx, id, step, now)) };
  }
  throw new AppError('FACTOR_INVALID');
}

/** Time does not unlock a factor; the client is told not to ask at once again. */
const LOCKED_SECONDS = 3_600;

/** A recovery code proves its person anew, so wrong codes of their apps before it are forgiven. */
async function proveRecoveryCode(
  deps: AuthDeps,
  userId: string,
  code: string,
  now: Date,
): Promise<ProvedFactor> {
  const { store, recoveryCodes } = deps.factors;
  await once(recoveryCodes.isUnused(userId, code));
  return {
    method: 'recovery_code',
    async use(tx) {
      await once(recoveryCodes.use(tx, userId, code, now));
      await store.forgive(tx, userId);
    },
  };
}

async function once(used: Promise<boolean>): Promise<void> {
  if (!(await used)) throw new AppError('FACTOR_INVALID');
}
