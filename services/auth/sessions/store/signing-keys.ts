import type { z } from 'zod';
import type { Jwk } from '../../../../contracts/auth/sessions.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, json, statement, text, type RowOf } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';

/** A signing key as it is stored: the private half is sealed. */
export type StoredKey = {
  kid: string;
  publicJwk: z.infer<typeof Jwk>;
  sealedPrivate: string;
  createdAt: Date;
  /** From when on it signs; until then its public half is only published. */
  signsFrom: Date;
};
export type KeyChange = { add?: StoredKey; remove?: string[]; replace?: StoredKey[] };
export type SigningKeyStore = ReturnType<typeof signingKeyStore>;

const keyColumns = {
  kid: text,
  public_jwk: json,
  shape: integer,
  sealed_private: text,
  created_at: instant,
  signs_from: instant,
};
const LIST = statement(
  'SELECT kid, public_jwk, shape, sealed_private, created_at, signs_from FROM signing_keys ORDER BY signs_from, kid',
  keyColumns,
);
const INSERT = `
  INSERT INTO signing_keys (kid, public_jwk, shape, sealed_private, created_at, signs_from) VALUES ($1, $2, $3, $4, $5, $6)`;
/** Held until the transaction ends, so that nodes that start at once do not each make a key. */
const LOCK = 'SELECT pg_advisory_xact_lock(727275)';
const SEAL = 'UPDATE signing_keys SET sealed_private = $2 WHERE kid = $1';
const DELETE = 'DELETE FROM signing_keys WHERE kid = ANY($1)';

/** Signing keys in the order in which they sign. */
export function signingKeyStore(database: Database) {
  return {
    list: async (): Promise<StoredKey[]> => (await asSystem(() => database.query(LIST))).map(keyOf),

    /** Lets `decide` see all keys while nobody else changes them, then adds, removes and seals anew what it says. */
    change: (decide: (keys: StoredKey[]) => KeyChange): Promise<void> =>
      asSystem(() =>
        database.transaction(async (tx) => {
          await tx.execute(LOCK);
          const { add, remove = [], replace = [] } = decide((await tx.query(LIST)).map(keyOf));
          for (const key of replace) await tx.execute(SEAL, [key.kid, key.sealedPrivate]);
          if (add) await insert(tx, add);
          if (remove.length > 0) await tx.execute(DELETE, [remove]);
        }),
      ),
  };
}

async function insert(tx: Tx, key: StoredKey): Promise<void> {
  const { kid, publicJwk, sealedPrivate, createdAt, signsFrom } = key;
  const shape = shapes.publicKey;
  await tx.execute(INSERT, [kid, shape.write(publicJwk), shape.number, sealedPrivate, createdAt, signsFrom]);
}

const keyOf = (row: RowOf<typeof keyColumns>): StoredKey => ({
  kid: row.kid,
  publicJwk: shapes.publicKey.read(row.public_jwk, row.shape),
  sealedPrivate: row.sealed_private,
  createdAt: row.created_at,
  signsFrom: row.signs_from,
});
