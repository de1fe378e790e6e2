import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import type { Seat } from '../../accounts/domain/people.ts';
import type { KnownToken } from '../domain/rotation.ts';
import { sealChild, tokenHash } from '../../secrets/opaque-tokens.ts';
import { SEAT, seatOf, type SeatRow } from './seats.ts';

/** A refresh token changed for its child. */
export type Rotated = { seat: Seat; sessionId: string; refreshExpiresAt: Date };
/** A token that could not be spent; `seat` and `session` are there when it is known. */
export type Unspent = KnownToken & Rotated & { sealedChild: string | null };

/**
 * Spends a token for its child in one statement: the conditional UPDATE lets one of many win, and the child exists
 * exactly when the parent is spent. Undefined when the token is not fresh or its session or membership has ended.
 */
export function refreshTokenStore(database: Database) {
  return {
    rotate: async (parent: string, child: string, now: Date, idleMs: number, userAgent: string | null) => {
      const rows = await asSystem(() =>
        database.query<SeatRow & { session_id: string; refresh_expires_at: Date }>(ROTATE, [
          tokenHash(parent),
          now,
          userAgent,
          tokenHash(child),
          sealChild(parent, child),
          new Date(now.getTime() + idleMs),
        ]),
      );
      return rows[0] ? rotatedOf(rows[0]) : undefined;
    },
    inspect: async (token: string, now: Date): Promise<Unspent | undefined> => {
      const [row] = await asSystem(() => database.query<UnspentRow>(INSPECT, [tokenHash(token), now]));
      if (!row) return undefined;
      return {
        ...rotatedOf(row),
        sessionAlive: row.session_alive,
        usedAt: row.used_at,
        usedBy: row.used_by,
        childUsed: row.child_used_at !== null,
        childKept: row.sealed_child !== null,
        sealedChild: row.sealed_child,
      };
    },
  };
}

const ROTATE = `
  WITH spent AS (
    UPDATE refresh_tokens t SET used_at = $2, used_by = $3, replaced_by = $4, sealed_child = $5
    FROM sessions s JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
    WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2
      AND s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > $2
    RETURNING s.id AS session_id, s.organization_id, s.user_id, m.role,
      LEAST($6::timestamptz, s.expires_at) AS refresh_expires_at),
  child AS (
    INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
    SELECT $4, session_id, $2, refresh_expires_at FROM spent),
  parent_proved AS (
    UPDATE refresh_tokens p SET sealed_child = NULL FROM spent WHERE p.replaced_by = $1),
  seen AS (UPDATE sessions s SET last_used_at = $2 FROM spent WHERE s.id = spent.session_id)
  SELECT ${SEAT.replace('m.role', 'spent.role')}, spent.session_id, spent.refresh_expires_at
  FROM spent JOIN users u ON u.id = spent.user_id JOIN organizations o ON o.id = spent.organization_id`;

const INSPECT = `
  SELECT ${SEAT}, s.id AS session_id, s.ended_at IS NULL AND s.expires_at > $2 AS session_alive,
    t.used_at, t.used_by, t.sealed_child, c.used_at AS child_used_at,
    COALESCE(c.expires_at, t.expires_at) AS refresh_expires_at
  FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
    JOIN users u ON u.id = s.user_id JOIN organizations o ON o.id = s.organization_id
    JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
    LEFT JOIN refresh_tokens c ON c.token_hash = t.replaced_by
  WHERE t.token_hash = $1`;

type RotatedRow = SeatRow & { session_id: string; refresh_expires_at: Date };
type UnspentRow = RotatedRow & {
  session_alive: boolean;
  used_at: Date | null;
  used_by: string | null;
  sealed_child: string | null;
  child_used_at: Date | null;
};

const rotatedOf = (row: RotatedRow): Rotated => ({
  seat: seatOf(row),
  sessionId: row.session_id,
  refreshExpiresAt: row.refresh_expires_at,
});
