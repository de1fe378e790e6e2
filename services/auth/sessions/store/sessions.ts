import type { Origin } from '../../../../contracts/auth/identity.ts';
import { ROLES, type Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, nullable, oneOf, statement, uuid } from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { tokenHash } from '../../opaque-token.ts';

/** A session to be saved, with its first refresh token. */
export type NewSession = {
  id: string;
  startedAt: Date;
  expiresAt: Date;
  refreshToken: string;
  refreshExpiresAt: Date;
  /** When the person proved who they are: at the start, unless the session goes on with an earlier one. */
  signedInAt: Date;
  deviceId: string | null;
  origin: Origin | undefined;
};
export type EndReason = 'logout' | 'refresh_reuse' | 'ended';

/** The role with which a session begins, and the number of the last revocation that it takes into account. */
export type Standing = { role: Role; asOf: number };

/**
 * Saves a session with its refresh token, marks the membership as used, and deletes a few sessions that expired long ago. It
 * waits for whoever is changing the membership: nothing is saved for a person who is no member any more.
 */
const INSERT = statement(
  `WITH used AS (
     UPDATE memberships SET last_used_at = $4 WHERE organization_id = $3 AND user_id = $2 RETURNING role),
   session AS (
     INSERT INTO sessions (id, user_id, organization_id, started_at, last_used_at, expires_at, address, user_agent,
       signed_in_at, device_id)
     SELECT $1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $4::timestamptz, $5::timestamptz, $6::text, $7::text,
       $10::timestamptz, $11::uuid
     FROM used RETURNING id),
   old AS (DELETE FROM sessions WHERE id IN
     (SELECT id FROM sessions WHERE expires_at < $4::timestamptz - interval '1 day' LIMIT 5)),
   token AS (
     INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
     SELECT $8::bytea, id, $4::timestamptz, $9::timestamptz FROM session)
   SELECT used.role, c.seq AS as_of FROM used CROSS JOIN revocation_counter c`,
  { role: oneOf(ROLES), as_of: integer },
);
const END = 'UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL';
const HOLD = statement(
  'SELECT id FROM sessions WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 FOR SHARE',
  { id: uuid },
);
const END_OF_MEMBER = `
  UPDATE sessions SET ended_at = $3, end_reason = 'removed'
  WHERE organization_id = $1 AND user_id = $2 AND ended_at IS NULL`;
const END_OTHERS = statement(
  `UPDATE sessions SET ended_at = $3, end_reason = 'factor_removed'
   WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL AND expires_at > $3 RETURNING id`,
  { id: uuid },
);
const FIND = statement(
  `SELECT expires_at, COALESCE(signed_in_at, started_at) AS signed_in_at, last_used_at, device_id FROM sessions
   WHERE id = $1 AND ended_at IS NULL AND expires_at > $2`,
  { expires_at: instant, signed_in_at: instant, last_used_at: instant, device_id: nullable(uuid) },
);

/**
 * Saves a session that begins; only begin-session.ts calls this. @throws AppError PERMISSION_DENIED when the membership has
 * ended in the meantime
 */
export async function insertSession(
  tx: Tx,
  { user, organization }: Membership,
  session: NewSession,
): Promise<Standing> {
  const { id, startedAt, expiresAt, refreshToken, refreshExpiresAt, signedInAt, deviceId, origin } = session;
  const [row] = await tx.query(INSERT, [
    id,
    user.id,
    organization.id,
    startedAt,
    expiresAt,
    origin?.address ?? null,
    origin?.userAgent ?? null,
    tokenHash(refreshToken),
    refreshExpiresAt,
    signedInAt,
    deviceId,
  ]);
  if (!row)
    throw new AppError('PERMISSION_DENIED', { detail: 'You are no member of this organisation any more.' });
  return { role: row.role, asOf: row.as_of };
}

/** @throws AppError TOKEN_INVALID unless the session goes on, and does so until the transaction ends */
export async function requireRunning(tx: Tx, sessionId: string, now: Date): Promise<void> {
  if ((await tx.query(HOLD, [sessionId, now])).length === 0) throw new AppError('TOKEN_INVALID');
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

/** A session that has not ended, when it ends at the latest, and when it was refreshed last. */
export type RunningSession = { expiresAt: Date; signedInAt: Date; lastUsedAt: Date; deviceId: string | null };

/** Marks all sessions of a person but one as ended, in every organisation. @returns their ids */
export async function markOtherSessionsEnded(
  tx: Tx,
  userId: string,
  keptId: string,
  now: Date,
): Promise<string[]> {
  return (await tx.query(END_OTHERS, [userId, keptId, now])).map(({ id }) => id);
}

export type SessionReader = ReturnType<typeof sessionReader>;

export function sessionReader(database: Database) {
  return {
    /** A session that goes on; undefined when it has ended. */
    async find(sessionId: string, now: Date): Promise<RunningSession | undefined> {
      const [row] = await asSystem(() => database.query(FIND, [sessionId, now]));
      if (!row) return undefined;
      const { expires_at: expiresAt, signed_in_at: signedInAt, last_used_at: lastUsedAt } = row;
      return { expiresAt, signedInAt, lastUsedAt, deviceId: row.device_id };
    },
  };
}
