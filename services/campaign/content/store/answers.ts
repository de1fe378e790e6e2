import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';
import { sha256 } from '../domain/content.ts';

/** One request with an Idempotency-Key. */
export type Keyed = { organizationId: string; userId: string; action: string; key: string; body: unknown };

/** The same for the same request; kept beside the first answer (storage/idempotency.ts makes the same). */
export const fingerprintOf = (body: unknown): string => sha256(body);

/**
 * The answer that was given to this key within 24 hours, if any.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function givenAnswer<T>(query: Query, request: Keyed): Promise<T | null> {
  const [row] = await query<{ fingerprint: string; answer: T }>(
    `SELECT fingerprint, answer FROM idempotency_keys
     WHERE organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4
       AND created_at > now() - interval '24 hours'`,
    [request.organizationId, request.userId, request.action, request.key],
  );
  if (!row) return null;
  if (row.fingerprint !== fingerprintOf(request.body)) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return row.answer;
}
