import type { Origin } from '../../../../contracts/auth/identity.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, statement } from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { tokenHash } from '../../opaque-token.ts';

/** A session to be saved, with its first refresh token. */
export type NewSession = {
  id: string;
  startedAt: Date;
  expiresAt: Date;
  refreshToken: string;
  refreshExpiresAt: Date;
  origin: Origin | undefined;
};
export type EndReason = 'logout' | 'refresh_reuse';

/** Saves a session with its refresh token, marks the membership as used, and deletes a few sessions that expired long ago. */
const INSERT = `
  WITH session AS (
    INSERT INTO sessions (id, user_id, organization_id, started_at, last_used_at, expires_at, address, user_agent)
    VALUES ($1, $2, $3, $4, $4, $5, $6, $7) RETURNING id),
  used AS (UPDATE memberships SET last_used_at = $4 WHERE organization_id = $3 AND user_id = $2),
  old AS (DELETE FROM sessions WHERE id IN
    (SELECT id FROM sessions WHERE expires_at < $4::timestamptz - interval '1 day' LIMIT 5))
  INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
  SELECT $8, id, $4, $9 FROM session`;
const END = 'UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL';
const END_OF_MEMBER = `
  UPDATE sessions SET ended_at = $3, end_reason = 'removed'
  WHERE organization_id = $1 AND user_id = $2 AND ended_at IS NULL`;
const EXPIRY = statement(
  'SELECT expires_at FROM sessions WHERE id = $1 AND ended_at IS NULL AND expires_at > $2',
  { expires_at: instant },
);

/** Saves a session that begins; only begin-session.ts calls this. */
export async function insertSession(
  tx: Tx,
  { user, organization }: Membership,
  { id, startedAt, expiresAt, refreshToken, refreshExpiresAt, origin }: NewSession,
): Promise<void> {
  await tx.execute(INSERT, [
    id,
    user.id,
    organization.id,
    startedAt,
    expiresAt,
    origin?.address ?? null,
    origin?.userAgent ?? null,
    tokenHash(refreshToken),
    refreshExpiresAt,
  ]);
}

/** Marks a session as ended; false when it had ended before. */
export async function markSessionEnded(
  tx: Tx,
  sessionId: string,
  reason: EndReason,
  now: Date,
): Promise<boolean> {
  return (await tx.execute(END, [sessionId, now, reason])) === 1;
}

/** Marks all sessions of a person in an organisation as ended, because they are no member any more. */
export async function markMemberSessionsEnded(
  tx: Tx,
  organizationId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await tx.execute(END_OF_MEMBER, [organizationId, userId, now]);
}

export type SessionReader = ReturnType<typeof sessionReader>;

export function sessionReader(database: Database) {
  return {
    /** When a session ends at the latest; undefined when it has ended. */
    async findExpiry(sessionId: string, now: Date): Promise<Date | undefined> {
      const [row] = await asSystem(() => database.query(EXPIRY, [sessionId, now]));
      return row?.expires_at;
    },
  };
}
