import { sha256 } from '../lib/canonical-json.ts';
import { AppError } from '../lib/errors.ts';
import type { Tx } from './database.ts';
import {
  keptDocument,
  keyOf,
  OF_KEY,
  REMEMBERED,
  type AnswerShape,
  type KeyedRequest,
} from './idempotency.ts';

/**
 * Idempotency for work that is paid for and takes long: the key is claimed before the work and settled after it, each in a
 * transaction of its own. A claim that was neither settled nor released in time (a crash) may be taken by the same request.
 */
export type Claim = KeyedRequest & {
  /** The mark of this claim: only its holder settles or releases it. */
  claimId: string;
  /** Longer than the work may take. */
  seconds: number;
};

const TAKE = `
  INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer)
  VALUES ($1, $2, $3, $4, $5, jsonb_build_object('claim', $7::text, 'claimedUntil', now() + make_interval(secs => $6)))
  ON CONFLICT (organization_id, user_id, action, key)
  DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = now()
  WHERE k.created_at <= now() - ${REMEMBERED}
     OR (k.fingerprint = excluded.fingerprint AND (k.answer->>'claimedUntil')::timestamptz < now())`;
const SETTLE = `UPDATE idempotency_keys SET answer = $5, shape = $6 WHERE ${OF_KEY} AND answer->>'claim' = $7`;
const RELEASE = `DELETE FROM idempotency_keys WHERE ${OF_KEY} AND answer->>'claim' = $5`;

/**
 * Claims a key, or gives the answer that it has already (null: claimed, go on).
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body, IDEMPOTENCY_KEY_IN_USE while another claim lives
 */
export async function claimKey<T>(tx: Tx, claim: Claim, shape: AnswerShape<T>): Promise<T | null> {
  const taken = await tx.execute(TAKE, [...keyOf(claim), sha256(claim.body), claim.seconds, claim.claimId]);
  if (taken === 1) return null;
  const kept = await keptDocument(tx, claim);
  if (!kept || isClaimed(kept.answer)) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 2 });
  return shape.read(kept.answer, kept.shape);
}

/** Keeps the answer for the key; nothing when the claim was lost meanwhile. */
export async function settleKey<T>(tx: Tx, claim: Claim, shape: AnswerShape<T>, answer: T): Promise<void> {
  await tx.execute(SETTLE, [...keyOf(claim), shape.write(answer), shape.number, claim.claimId]);
}

/** Gives the key free, so that the same request may be tried again. */
export async function releaseKey(tx: Tx, claim: Claim): Promise<void> {
  await tx.execute(RELEASE, [...keyOf(claim), claim.claimId]);
}

function isClaimed(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'claimedUntil' in document;
}
