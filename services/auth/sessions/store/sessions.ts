import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import type { NewSession, Seat } from '../../accounts/domain/people.ts';
import { tokenHash } from '../../secrets/opaque-tokens.ts';
import { revoke } from './revocations.ts';
import { SEAT, seatOf, type SeatRow } from './seats.ts';

/** Begins a session in a transaction, and forgets a few that ended long ago. */
export async function startSession(tx: Tx, seat: Seat, session: NewSession): Promise<void> {
  await tx.query(
    `WITH session AS (
       INSERT INTO sessions (id, user_id, organization_id, started_at, last_used_at, expires_at, address, user_agent)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7) RETURNING id),
     used AS (UPDATE memberships SET last_used_at = $4 WHERE organization_id = $3 AND user_id = $2),
     old AS (DELETE FROM sessions WHERE id IN
       (SELECT id FROM sessions WHERE expires_at < $4::timestamptz - interval '1 day' LIMIT 5))
     INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
     SELECT $8, id, $4, $9 FROM session`,
    [
      session.id,
      seat.user.id,
      seat.organization.id,
      session.startedAt,
      session.expiresAt,
      session.origin?.address ?? null,
      session.origin?.userAgent ?? null,
      tokenHash(session.refreshToken),
      session.refreshExpiresAt,
    ],
  );
}

/** Ends a session and says so to every node; false when it had ended before. */
export async function endSession(tx: Tx, sessionId: string, reason: string, now: Date): Promise<boolean> {
  const ended = await tx.query(
    `UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL RETURNING id`,
    [sessionId, now, reason],
  );
  if (ended.length === 0) return false;
  await revoke(tx, { kind: 'session', sessionId }, now);
  return true;
}

/** Reads about a person's seats and session. */
export function seatReader(database: Database) {
  return {
    /** Every organisation of a person, the last used first. */
    ofUser: async (userId: string): Promise<Seat[]> => {
      const rows = await asSystem(() =>
        database.query<SeatRow>(
          `SELECT ${SEAT} FROM memberships m JOIN users u ON u.id = m.user_id
             JOIN organizations o ON o.id = m.organization_id
           WHERE m.user_id = $1 ORDER BY m.last_used_at DESC, m.organization_id`,
          [userId],
        ),
      );
      return rows.map(seatOf);
    },
    /** When the session that is still alive must end; undefined when it is not alive. */
    sessionExpiry: async (sessionId: string, now: Date): Promise<Date | undefined> => {
      const rows = await asSystem(() =>
        database.query<{ expires_at: Date }>(
          'SELECT expires_at FROM sessions WHERE id = $1 AND ended_at IS NULL AND expires_at > $2',
          [sessionId, now],
        ),
      );
      return rows[0]?.expires_at;
    },
  };
}
