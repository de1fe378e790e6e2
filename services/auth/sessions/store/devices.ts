import { v7 as uuidv7 } from 'uuid';
import { DAY_MS } from '../../../../lib/time.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { tokenHash } from '../../opaque-token.ts';

/** A device that was not seen for this long is a new one again. */
const FORGOTTEN_MS = 400 * DAY_MS;
/** So many devices of one person are remembered: those that were seen last. */
const MAX_DEVICES = 20;

const FIND = statement(
  'SELECT id FROM devices WHERE user_id = $1 AND token_hash = $2 AND last_seen_at > $3',
  { id: uuid },
);
/** Adds a device, and forgets those beyond the ones that were seen last. */
const INSERT = `
  WITH old AS (DELETE FROM devices d WHERE d.user_id = $1::uuid AND d.id IN
    (SELECT id FROM devices WHERE user_id = $1::uuid ORDER BY last_seen_at DESC OFFSET ${MAX_DEVICES - 1}))
  INSERT INTO devices (user_id, id, token_hash, user_agent, first_seen_at, last_seen_at)
  VALUES ($1::uuid, $2, $3, $4, $5, $5)`;
const TOUCH = 'UPDATE devices SET last_seen_at = $3 WHERE user_id = $1 AND id = $2';

export type DeviceReader = ReturnType<typeof deviceReader>;

/** Devices on which people have signed in. A token is stored as its hash only, and is worth nothing for another person. */
export function deviceReader(database: Database) {
  return {
    /** The id of the person's device with this token; undefined for any other token, and without one. */
    async find(userId: string, token: string | undefined, now: Date): Promise<string | undefined> {
      if (token === undefined) return undefined;
      const values = [userId, tokenHash(token), new Date(now.getTime() - FORGOTTEN_MS)];
      const [row] = await asSystem(() => database.query(FIND, values));
      return row?.id;
    },
  };
}

/** Remembers a new device. @returns its id */
export async function insertDevice(
  tx: Tx,
  userId: string,
  token: string,
  userAgent: string | undefined,
  now: Date,
): Promise<string> {
  const id = uuidv7();
  await tx.execute(INSERT, [userId, id, tokenHash(token), userAgent ?? '', now]);
  return id;
}

/** Notes that a device was seen. */
export async function touchDevice(tx: Tx, userId: string, id: string, now: Date): Promise<void> {
  await tx.execute(TOUCH, [userId, id, now]);
}

/** Makes every device of a person a new one again. */
export async function forgetAllDevices(tx: Tx, userId: string): Promise<void> {
  await tx.execute('DELETE FROM devices WHERE user_id = $1', [userId]);
}
