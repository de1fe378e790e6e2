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
import type { Lifetimes } from '../domain/lifetimes.ts';
import type { UsedToken } from '../domain/used-token.ts';
import { sealSuccessor } from '../refresh-token.ts';

/**
 * Whose session a refresh token goes on with, when its successor expires, and the number of the last revocation that the
 * membership takes into account.
 */
export type TokenOwner = { membership: Membership; sessionId: string; refreshExpiresAt: Date; asOf: number };
/** A refresh token that could not be used, with what tells why. */
export type RefusedToken = TokenOwner & UsedToken & { sealedSuccessor: string | null };
/** A refresh token, and the client that presents it. */
export type Presentation = {
  token: string;
  deviceToken: string | undefined;
  userAgent: string | null;
  now: Date;
};
export type RefreshTokenStore = ReturnType<typeof refreshTokenStore>;

const ownerColumns = {
  ...membershipColumns,
  session_id: uuid,
  refresh_expires_at: instant,
  as_of: integer,
} as const;

/**
 * A session s with the role m that its person has now, what that role may last (l), the end of the session by it (ends), and
 * the session's device d when its token was presented. A role that was given later shortens a session that runs. $2 is now,
 * $3 to $5 the roles with their lifetimes, $6 the hash of the presented device token.
 */
const SESSION_NOW = `
  sessions s JOIN memberships m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
    JOIN unnest($3::text[], $4::interval[], $5::interval[]) AS l (role, idle, absolute) ON l.role = m.role
    LEFT JOIN devices d ON d.user_id = s.user_id AND d.id = s.device_id AND d.token_hash = $6::bytea
    CROSS JOIN LATERAL (
      SELECT LEAST(s.expires_at, COALESCE(s.signed_in_at, s.started_at) + l.absolute) AS at) AS ends`;
/** One statement sees one moment: the membership and the counter belong together. */
const AS_OF = '(SELECT seq FROM revocation_counter) AS as_of';

/**
 * Marks the token as used, saves its successor and wipes the sealed copy of the token itself, which its holder has proved to
 * have received. The conditional UPDATE lets one of many concurrent requests win.
 */
const ROTATE = statement(
  `WITH spent AS (
     UPDATE refresh_tokens t
     SET used_at = $2, used_by = $7, used_by_device = d.id, replaced_by = $8, sealed_child = $9
     FROM ${SESSION_NOW}
     WHERE t.token_hash = $1 AND t.used_at IS NULL AND LEAST(t.expires_at, t.created_at + l.idle) > $2
       AND s.id = t.session_id AND s.ended_at IS NULL AND ends.at > $2
     RETURNING s.id AS session_id, s.organization_id, s.user_id, m.role, d.id AS device_id,
       LEAST($2::timestamptz + l.idle, ends.at) AS refresh_expires_at),
   successor AS (
     INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
     SELECT $8, session_id, $2, refresh_expires_at FROM spent),
   received AS (
     UPDATE refresh_tokens p SET sealed_child = NULL FROM spent WHERE p.replaced_by = $1),
   seen AS (UPDATE sessions s SET last_used_at = $2 FROM spent WHERE s.id = spent.session_id),
   shown AS (
     UPDATE devices d SET last_seen_at = $2 FROM spent WHERE d.user_id = spent.user_id AND d.id = spent.device_id)
   SELECT ${selectMembership('spent.role')}, spent.session_id, spent.refresh_expires_at, ${AS_OF}
   FROM spent JOIN users u ON u.id = spent.user_id JOIN organizations o ON o.id = spent.organization_id`,
  ownerColumns,
);

const FIND = statement(
  `SELECT ${selectMembership('m.role')}, s.id AS session_id,
     s.ended_at IS NULL AND ends.at > $2 AS session_alive, t.used_at, t.used_by, t.used_by_device, t.sealed_child,
     d.id AS presented_by_device, c.used_at AS successor_used_at,
     LEAST(COALESCE(c.expires_at, t.expires_at), ends.at) AS refresh_expires_at, ${AS_OF}
   FROM refresh_tokens t LEFT JOIN refresh_tokens c ON c.token_hash = t.replaced_by,
     ${SESSION_NOW} JOIN users u ON u.id = s.user_id JOIN organizations o ON o.id = s.organization_id
   WHERE t.token_hash = $1 AND s.id = t.session_id`,
  {
    ...ownerColumns,
    session_alive: boolean,
    used_at: nullable(instant),
    used_by: nullable(text),
    used_by_device: nullable(uuid),
    presented_by_device: nullable(uuid),
    sealed_child: nullable(text),
    successor_used_at: nullable(instant),
  },
);

/** Refresh tokens, stored under their hashes. */
export function refreshTokenStore(database: Database, { byRole }: Lifetimes) {
  const roles = Object.entries(byRole);
  const lasting = [
    roles.map(([role]) => role),
    roles.map(([, { idleMs }]) => `${idleMs} milliseconds`),
    roles.map(([, { absoluteMs }]) => `${absoluteMs} milliseconds`),
  ];
  const valuesOf = ({ token, deviceToken, now }: Presentation) => [
    tokenHash(token),
    now,
    ...lasting,
    deviceToken === undefined ? null : tokenHash(deviceToken),
  ];
  return {
    /**
     * Uses a token up for its successor, in one statement: the successor exists exactly when the token is used.
     * @returns undefined when the token is unknown, used or expired, or its session or membership has ended
     */
    async rotate(presented: Presentation, successor: string): Promise<TokenOwner | undefined> {
      const sealed = sealSuccessor(presented.token, successor);
      const values = [...valuesOf(presented), presented.userAgent, tokenHash(successor), sealed];
      const [row] = await asSystem(() => database.query(ROTATE, values));
      return row && ownerOf(row);
    },

    /** What is known of a token that could not be used; undefined when it is unknown. */
    async find(presented: Presentation): Promise<RefusedToken | undefined> {
      const [row] = await asSystem(() => database.query(FIND, valuesOf(presented)));
      if (!row) return undefined;
      return {
        ...ownerOf(row),
        sessionAlive: row.session_alive,
        usedAt: row.used_at,
        usedBy: { deviceId: row.used_by_device, userAgent: row.used_by },
        presentedBy: { deviceId: row.presented_by_device, userAgent: presented.userAgent },
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
