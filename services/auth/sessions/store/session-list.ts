import type { ListedSession } from '../../../../contracts/auth/session-list.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, nullable, statement, text, uuid, type RowOf } from '../../../../storage/statement.ts';

/** Whose sessions are meant: of a person in all their organisations (null), or in one. */
export type SessionsOf = { userId: string; organizationId: string | null };
export type SessionListStore = ReturnType<typeof sessionListStore>;

const listColumns = {
  id: uuid,
  organization_id: uuid,
  device_id: nullable(uuid),
  address: nullable(text),
  user_agent: nullable(text),
  started_at: instant,
  last_used_at: instant,
};
/** A session goes on while its last refresh token can be used. */
const LIST = statement(
  `SELECT id, organization_id, device_id, address, user_agent, started_at, last_used_at FROM sessions s
   WHERE user_id = $1 AND ($2::uuid IS NULL OR organization_id = $2) AND ended_at IS NULL AND expires_at > $3
     AND EXISTS (SELECT FROM refresh_tokens t
       WHERE t.session_id = s.id AND t.used_at IS NULL AND t.expires_at > $3)
     AND ($4::uuid IS NULL OR id < $4)
   ORDER BY id DESC LIMIT $5`,
  listColumns,
);
const FIND = statement(
  `SELECT organization_id, device_id FROM sessions
   WHERE user_id = $1 AND ($2::uuid IS NULL OR organization_id = $2) AND id = $3`,
  { organization_id: uuid, device_id: nullable(uuid) },
);
const END_ALL = statement(
  `UPDATE sessions SET ended_at = $4, end_reason = 'ended'
   WHERE user_id = $1 AND ($2::uuid IS NULL OR organization_id = $2) AND id IS DISTINCT FROM $3::uuid
     AND ended_at IS NULL
   RETURNING id`,
  { id: uuid },
);
/** A device of a session that was ended by hand is a new one again; the one in use stays known. */
const FORGET_DEVICE = `
  DELETE FROM devices WHERE user_id = $1 AND id = $2
    AND id NOT IN (SELECT device_id FROM sessions WHERE id = $3::uuid AND device_id IS NOT NULL)`;
/** A device without a session that goes on is a new one again: a mark of it may have been stolen long ago. */
const FORGET_IDLE_DEVICES = `
  DELETE FROM devices WHERE user_id = $1 AND id NOT IN (
    SELECT device_id FROM sessions WHERE user_id = $1 AND device_id IS NOT NULL AND ended_at IS NULL AND expires_at > $2)`;

/** Sessions that people look at and end by hand. */
export function sessionListStore(database: Database) {
  return {
    /** The newest first, older than the one with the id `before`. @param current the session that asks */
    async list(
      { userId, organizationId }: SessionsOf,
      current: string | null,
      { before, limit, now }: { before: string | null; limit: number; now: Date },
    ): Promise<ListedSession[]> {
      const values = [userId, organizationId, now, before, limit];
      const rows = await asSystem(() => database.query(LIST, values));
      return rows.map((row) => listedOf(row, current));
    },

    /** A session of these, also one that has ended; undefined when it is somebody else's or nobody's. */
    async find({ userId, organizationId }: SessionsOf, id: string) {
      const [row] = await asSystem(() => database.query(FIND, [userId, organizationId, id]));
      return row && { organizationId: row.organization_id, deviceId: row.device_id };
    },
  };
}

/** Marks all these sessions as ended but the one with the id `keep`. @returns those that went on until now */
export async function markAllEnded(
  tx: Tx,
  { userId, organizationId }: SessionsOf,
  keep: string | null,
  now: Date,
): Promise<string[]> {
  return (await tx.query(END_ALL, [userId, organizationId, keep, now])).map(({ id }) => id);
}

/** Forgets every device of a person on which no session goes on. @returns how many there were */
export const forgetIdleDevices = (tx: Tx, userId: string, now: Date): Promise<number> =>
  tx.execute(FORGET_IDLE_DEVICES, [userId, now]);

/** Forgets a device of a person, but not the one of the session with the id `keep`. */
export async function forgetDevice(
  tx: Tx,
  userId: string,
  deviceId: string | null,
  keep: string,
): Promise<void> {
  if (deviceId !== null) await tx.execute(FORGET_DEVICE, [userId, deviceId, keep]);
}

function listedOf(row: RowOf<typeof listColumns>, current: string | null): ListedSession {
  return {
    id: row.id,
    organizationId: row.organization_id,
    deviceId: row.device_id,
    address: row.address,
    userAgent: row.user_agent,
    startedAt: row.started_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    current: row.id === current,
  };
}
