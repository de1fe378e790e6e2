import { sha256 } from '../lib/canonical-json.ts';
import { AppError } from '../lib/errors.ts';
import type { Tx } from './database.ts';
import { findRow, keyOf, IS_KEY, RETENTION, type AnswerShape, type KeyedRequest } from './idempotency.ts';

/**
 * Idempotency for work that costs money and takes long. The key is claimed before the work and settled after it, in
 * separate transactions. When a claim was neither settled nor released in time, after a crash, the same request may
 * claim the key again.
 */
export type Claim = KeyedRequest & {
  /** Identifies this claim, so that only its holder settles or releases it. */
  claimId: string;
  /** How long the claim is valid; longer than the work may take. */
  seconds: number;
};

const TAKE = `
  INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer)
  VALUES ($1, $2, $3, $4, $5, jsonb_build_object('claim', $7::text, 'claimedUntil', now() + make_interval(secs => $6)))
  ON CONFLICT (organization_id, user_id, action, key)
  DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = now()
  WHERE k.created_at <= now() - ${RETENTION}
     OR (k.fingerprint = excluded.fingerprint AND (k.answer->>'claimedUntil')::timestamptz < now())`;
const SETTLE = `UPDATE idempotency_keys SET answer = $5, shape = $6 WHERE ${IS_KEY} AND answer->>'claim' = $7`;
const RELEASE = `DELETE FROM idempotency_keys WHERE ${IS_KEY} AND answer->>'claim' = $5`;

/**
 * Claims a key. Null when the claim succeeded and the work must be done; otherwise the answer that is stored for the
 * key.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body, IDEMPOTENCY_KEY_IN_USE while another claim lives
 */
export async function claimKey<T>(tx: Tx, claim: Claim, shape: AnswerShape<T>): Promise<T | null> {
  const count = await tx.execute(TAKE, [...keyOf(claim), sha256(claim.body), claim.seconds, claim.claimId]);
  if (count === 1) return null;
  const row = await findRow(tx, claim);
  if (!row || isClaimed(row.answer)) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 2 });
  return shape.read(row.answer, row.shape);
}

/** Stores the answer for the key; does nothing when another request has claimed the key meanwhile. */
export async function settleKey<T>(tx: Tx, claim: Claim, shape: AnswerShape<T>, answer: T): Promise<void> {
  await tx.execute(SETTLE, [...keyOf(claim), shape.write(answer), shape.number, claim.claimId]);
}

/** Releases the key, so that the same request may be tried again. */
export async function releaseKey(tx: Tx, claim: Claim): Promise<void> {
  await tx.execute(RELEASE, [...keyOf(claim), claim.claimId]);
}

function isClaimed(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'claimedUntil' in document;
}
