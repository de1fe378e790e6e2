import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { integer, statement } from '../../../../storage/statement.ts';
import { recoveryCodeHash } from '../domain/recovery-code.ts';

export type RecoveryCodeStore = ReturnType<typeof recoveryCodeStore>;

const LEFT = statement(
  'SELECT count(*)::int AS left FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL',
  { left: integer },
);
const IS_UNUSED = statement(
  'SELECT 1 AS one FROM recovery_codes WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL',
  { one: integer },
);
const FORGET = 'DELETE FROM recovery_codes WHERE user_id = $1';
const INSERT = `
  INSERT INTO recovery_codes (user_id, code_hash, created_at) SELECT $1, unnest($2::bytea[]), $3`;
const USE = `
  UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL`;

/** Recovery codes of people, as hashes: each is good for one time. */
export function recoveryCodeStore(database: Database) {
  return {
    /** How many codes of a person are not used yet; in a transaction, without those that it used. */
    async left(userId: string, tx: Pick<Tx, 'query'> = database): Promise<number> {
      const [row] = await asSystem(() => tx.query(LEFT, [userId]));
      return row?.left ?? 0;
    },

    /** Saves new codes; none of the older ones counts any more. */
    async replace(tx: Tx, userId: string, codes: readonly string[], now: Date): Promise<void> {
      await tx.execute(FORGET, [userId]);
      await tx.execute(INSERT, [userId, codes.map((code) => recoveryCodeHash(userId, code)), now]);
    },

    async isUnused(userId: string, code: string): Promise<boolean> {
      const values = [userId, recoveryCodeHash(userId, code)];
      return (await asSystem(() => database.query(IS_UNUSED, values))).length === 1;
    },

    /** Uses a code up; false when it is wrong or was used. */
    use: async (tx: Tx, userId: string, code: string, now: Date): Promise<boolean> =>
      (await tx.execute(USE, [userId, recoveryCodeHash(userId, code), now])) === 1,
  };
}
