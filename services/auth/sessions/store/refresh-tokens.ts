import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import {
  boolean,
  instant,
  integer,
  nullable,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { membershipColumns, membershipOf, selectMembership } from '../../members/store/memberships.ts';
import { tokenHash } from '../../opaque-token.ts';
import type { UsedToken } from '../domain/used-token.ts';
import { sealSuccessor } from '../refresh-token.ts';

/**
 * Whose session a refresh token goes on with, when its successor expires, and the number of the last revocation that the
 * membership takes into account.
 */
export type TokenOwner = { membership: Membership; sessionId: string; refreshExpiresAt: Date; asOf: number };
/** A refresh token that could not be used, with what tells why. */
export type RefusedToken = TokenOwner & UsedToken & { sealedSuccessor: string | null };
export type Rotation = {
  token: string;
  successor: string;
  /** The client that presents the token. */
  userAgent: string | null;
  now: Date;
  /** How long the successor may stay unused. */
  idleMs: number;
};
export type RefreshTokenStore = ReturnType<typeof refreshTokenStore>;

const ownerColumns = {
  ...membershipColumns,
  session_id: uuid,
  refresh_expires_at: instant,
  as_of: integer,
} as const;
/** One statement sees one moment: the membership and the counter belong together. */
const AS_OF = '(SELECT seq FROM revocation_counter) AS as_of';

/**
 * Marks the token as used, saves its successor and wipes the sealed copy of the token itself, which its holder has proved to
 * have received. The conditional UPDATE lets one of many concurrent requests win.
 */
const ROTATE = statement(
  `WITH spent AS (
     UPDATE refresh_tokens t SET used_at = $2, used_by = $3, replaced_by = $4, sealed_child = $5
     FROM sessions s JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
     WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2
       AND s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > $2
     RETURNING s.id AS session_id, s.organization_id, s.user_id, m.role,
       LEAST($6::timestamptz, s.expires_at) AS refresh_expires_at),
   successor AS (
     INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
     SELECT $4, session_id, $2, refresh_expires_at FROM spent),
   received AS (
     UPDATE refresh_tokens p SET sealed_child = NULL FROM spent WHERE p.replaced_by = $1),
   seen AS (UPDATE sessions s SET last_used_at = $2 FROM spent WHERE s.id = spent.session_id)
   SELECT ${selectMembership('spent.role')}, spent.session_id, spent.refresh_expires_at, ${AS_OF}
   FROM spent JOIN users u ON u.id = spent.user_id JOIN organizations o ON o.id = spent.organization_id`,
  ownerColumns,
);

const FIND = statement(
  `SELECT ${selectMembership('m.role')}, s.id AS session_id,
     s.ended_at IS NULL AND s.expires_at > $2 AS session_alive, t.used_at, t.used_by, t.sealed_child,
     c.used_at AS successor_used_at, COALESCE(c.expires_at, t.expires_at) AS refresh_expires_at, ${AS_OF}
   FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
     JOIN users u ON u.id = s.user_id JOIN organizations o ON o.id = s.organization_id
     JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
     LEFT JOIN refresh_tokens c ON c.token_hash = t.replaced_by
   WHERE t.token_hash = $1`,
  {
    ...ownerColumns,
    session_alive: boolean,
    used_at: nullable(instant),
    used_by: nullable(text),
    sealed_child: nullable(text),
    successor_used_at: nullable(instant),
  },
);

/** Refresh tokens, stored under their hashes. */
export function refreshTokenStore(database: Database) {
  return {
    /**
     * Uses a token up for its successor, in one statement: the successor exists exactly when the token is used.
     * @returns undefined when the token is unknown, used or expired, or its session or membership has ended
     */
    async rotate({ token, successor, userAgent, now, idleMs }: Rotation): Promise<TokenOwner | undefined> {
      const sealed = sealSuccessor(token, successor);
      const idleEnd = new Date(now.getTime() + idleMs);
      const values = [tokenHash(token), now, userAgent, tokenHash(successor), sealed, idleEnd];
      const [row] = await asSystem(() => database.query(ROTATE, values));
      return row && ownerOf(row);
    },

    /** What is known of a token that could not be used; undefined when it is unknown. */
    async find(token: string, now: Date): Promise<RefusedToken | undefined> {
      const [row] = await asSystem(() => database.query(FIND, [tokenHash(token), now]));
      if (!row) return undefined;
      return {
        ...ownerOf(row),
        sessionAlive: row.session_alive,
        usedAt: row.used_at,
        usedBy: row.used_by,
        successorUsed: row.successor_used_at !== null,
        successorStored: row.sealed_child !== null,
        sealedSuccessor: row.sealed_child,
      };
    },
  };
}

const ownerOf = (row: RowOf<typeof ownerColumns>): TokenOwner => ({
  membership: membershipOf(row),
  sessionId: row.session_id,
  refreshExpiresAt: row.refresh_expires_at,
  asOf: row.as_of,
});
