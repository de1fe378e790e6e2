import type { Tx } from '../../../storage/database.ts';
import { statement, uuid } from '../../../storage/statement.ts';
import { withdrawAllOf } from '../members/store/fallen-invitations.ts';
import { appendRevocation } from './store/revocations.ts';

const END = statement(
  `WITH begun AS (DELETE FROM mfa_challenges WHERE user_id = $1)
   UPDATE sessions SET ended_at = $3, end_reason = $4
   WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid AND ended_at IS NULL RETURNING id`,
  { id: uuid },
);

/**
 * Ends the sessions of a person in all their organisations, on every node, and sign-ins that wait for a second factor; the
 * session with the id `keep` goes on. What they invited and nobody has accepted is withdrawn. The last thing in a transaction, because it takes the lock on the revocations' counter; then every node has to be told (pollRevocations).
 */
export async function endPersonSessions(
  tx: Tx,
  end: {
    userId: string;
    keep?: string | undefined;
    reason: 'password' | 'address' | 'factors_lost';
    now: Date;
  },
): Promise<void> {
  const { userId, keep, reason, now } = end;
  await withdrawAllOf(tx, userId);
  const ended = await tx.query(END, [userId, keep ?? null, now, reason]);
  if (keep === undefined) await appendRevocation(tx, { kind: 'user', userId }, now);
  else for (const { id } of ended) await appendRevocation(tx, { kind: 'session', sessionId: id }, now);
}
