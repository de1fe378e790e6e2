import { createHash } from 'node:crypto';
import { AppError } from '../lib/errors.ts';
import type { Tx } from './database.ts';

export type IdempotentRequest = {
  organizationId: string;
  userId: string;
  action: string;
  key: string | undefined;
  /** What the request says, without the key itself. */
  body: unknown;
};

/**
 * Runs `work` once for a key, inside the caller's transaction: the first answer is stored with the effect and given
 * again for 24 hours. Without a key the work just runs. Answers that hold secrets must not come through here.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body, IDEMPOTENCY_KEY_IN_USE while the first still runs
 */
export async function once<T extends object>(
  tx: Tx,
  request: IdempotentRequest,
  work: () => Promise<T>,
): Promise<T> {
  if (request.key === undefined) return work();
  const { organizationId, userId, action, key } = request;
  const lock = digest([organizationId, userId, action, key]).readBigInt64BE(0).toString();
  const [held] = await tx.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1::bigint) AS held', [
    lock,
  ]);
  if (!held?.held) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 });
  const fingerprint = digest(canonical(request.body)).toString('hex');
  const [stored] = await tx.query<{ fingerprint: string; answer: T }>(
    `SELECT fingerprint, answer FROM idempotency_keys
     WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4
       AND created_at > now() - interval '24 hours'`,
    [organizationId, userId, action, key],
  );
  if (stored && stored.fingerprint !== fingerprint) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  if (stored) return stored.answer;
  const answer = await work();
  await tx.query(
    `INSERT INTO idempotency_keys (organization_id, user_id, action, key, fingerprint, answer)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organization_id, user_id, action, key)
     DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = now()`,
    [organizationId, userId, action, key, fingerprint, JSON.stringify(answer)],
  );
  return answer;
}

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest();

/** The same value for the same content, whatever the order of its keys. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}
