import type { Factor } from '../../../../contracts/auth/factors.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { bytes, integer, nullable, statement, text, texts, uuid } from '../../../../storage/statement.ts';
import { FACTOR, factorColumns, factorOf } from './factor-rows.ts';
import { ENROLMENT_MS } from './factors.ts';

/** A passkey that signs in; the count of its signatures only grows, where its device counts them. */
export type Passkey = {
  factorId: string;
  userId: string;
  id: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
};
export type PasskeyStore = ReturnType<typeof passkeyStore>;

const passkeyColumns = {
  factor_id: uuid,
  user_id: uuid,
  credential_id: nullable(bytes),
  public_key: nullable(bytes),
  sign_count: nullable(integer),
  transports: nullable(texts),
};
const PASSKEY = 'id AS factor_id, user_id, credential_id, public_key, sign_count, transports';
const FIND = statement(
  `SELECT ${PASSKEY} FROM factors WHERE credential_id = $1 AND kind = 'passkey' AND activated_at IS NOT NULL`,
  passkeyColumns,
);
const OF_USER = statement(
  `SELECT ${PASSKEY} FROM factors WHERE user_id = $1 AND kind = 'passkey' AND activated_at IS NOT NULL ORDER BY id`,
  passkeyColumns,
);
const BEGIN = `INSERT INTO factors (id, user_id, kind, name, created_at) VALUES ($1, $2, 'passkey', $3, $4)`;
const BEGUN = statement(
  `SELECT name FROM factors
   WHERE id = $1 AND user_id = $2 AND kind = 'passkey' AND activated_at IS NULL AND created_at > $3`,
  { name: text },
);
const ACTIVATE = statement(
  `UPDATE factors SET activated_at = $3, credential_id = $4, public_key = $5, sign_count = $6, transports = $7
   WHERE user_id = $1 AND id = $2 AND activated_at IS NULL RETURNING ${FACTOR}`,
  factorColumns,
);
/** A count that did not grow comes from a copy of the passkey; many devices do not count and always say 0. */
const USE = `
  UPDATE factors SET sign_count = $2, last_used_at = $3
  WHERE id = $1 AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))`;
/** Takes the apps of the person back into use: they have just proved another factor. */
const FORGIVE = `UPDATE factors SET failures = 0 WHERE user_id = $1 AND failures > 0`;

/** Passkeys of people: their public halves. */
export function passkeyStore(database: Database) {
  return {
    async find(credentialId: string): Promise<Passkey | undefined> {
      const [row] = await asSystem(() => database.query(FIND, [Buffer.from(credentialId, 'base64url')]));
      return row && passkeyOf(row);
    },

    async ofUser(userId: string): Promise<Passkey[]> {
      return (await asSystem(() => database.query(OF_USER, [userId]))).map(passkeyOf);
    },

    async begin(tx: Tx, userId: string, factor: { id: string; name: string }, now: Date): Promise<void> {
      await tx.execute(BEGIN, [factor.id, userId, factor.name, now]);
    },

    /** Whether a person began to add this passkey, not too long ago. */
    async isBegun(userId: string, factorId: string, now: Date): Promise<boolean> {
      const values = [factorId, userId, new Date(now.getTime() - ENROLMENT_MS)];
      return (await asSystem(() => database.query(BEGUN, values))).length === 1;
    },

    /** @returns undefined when another request was first @throws AppError FACTOR_INVALID for a passkey that is known already */
    async activate(tx: Tx, passkey: Passkey, now: Date): Promise<Factor | undefined> {
      const { userId, factorId, id, publicKey, counter, transports } = passkey;
      const made = [Buffer.from(id, 'base64url'), publicKey, counter, transports];
      try {
        const [row] = await tx.query(ACTIVATE, [userId, factorId, now, ...made]);
        return row && factorOf(row);
      } catch (error) {
        throw isUniqueViolation(error, 'factors_credential_id_key')
          ? new AppError('FACTOR_INVALID', {}, error)
          : error;
      }
    },

    /** Counts a use; false when a later one was counted already. */
    async use(tx: Tx, { factorId, userId }: Passkey, counter: number, now: Date): Promise<boolean> {
      if ((await tx.execute(USE, [factorId, counter, now])) === 0) return false;
      await tx.execute(FORGIVE, [userId]);
      return true;
    },
  };
}

/** @throws Error for a row that is not complete; the table forbids it */
function passkeyOf(row: {
  factor_id: string;
  user_id: string;
  credential_id: Buffer | null;
  public_key: Buffer | null;
  sign_count: number | null;
  transports: string[] | null;
}): Passkey {
  if (!row.credential_id || !row.public_key) throw new Error(`passkey ${row.factor_id} has no key`);
  return {
    factorId: row.factor_id,
    userId: row.user_id,
    id: row.credential_id.toString('base64url'),
    publicKey: row.public_key,
    counter: row.sign_count ?? 0,
    transports: row.transports ?? [],
  };
}
