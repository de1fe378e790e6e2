import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';

/** A signing key as it is kept: the private half sealed. */
export type StoredKey = {
  kid: string;
  publicJwk: object;
  sealedPrivate: string;
  createdAt: Date;
  signsFrom: Date;
};
type Row = { kid: string; public_jwk: object; sealed_private: string; created_at: Date; signs_from: Date };

const SELECT =
  'SELECT kid, public_jwk, sealed_private, created_at, signs_from FROM signing_keys ORDER BY signs_from, kid';

/** Signing keys in the order in which they sign. */
export function signingKeyStore(database: Database) {
  return {
    all: async (): Promise<StoredKey[]> => (await asSystem(() => database.query<Row>(SELECT))).map(keyOf),
    /** Lets `decide` see all keys while nobody else changes them, then adds and removes what it says. */
    change: (decide: (keys: StoredKey[]) => { add?: StoredKey; remove?: string[] }): Promise<void> =>
      asSystem(() =>
        database.transaction(async (tx) => {
          await tx.query('SELECT pg_advisory_xact_lock(727275)');
          const { add, remove = [] } = decide((await tx.query<Row>(SELECT)).map(keyOf));
          if (add) await insert(tx, add);
          if (remove.length > 0) await tx.query('DELETE FROM signing_keys WHERE kid = ANY($1)', [remove]);
        }),
      ),
  };
}

async function insert(tx: Tx, key: StoredKey): Promise<void> {
  await tx.query(
    `INSERT INTO signing_keys (kid, public_jwk, sealed_private, created_at, signs_from) VALUES ($1, $2, $3, $4, $5)`,
    [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivate, key.createdAt, key.signsFrom],
  );
}

const keyOf = (row: Row): StoredKey => ({
  kid: row.kid,
  publicJwk: row.public_jwk,
  sealedPrivate: row.sealed_private,
  createdAt: row.created_at,
  signsFrom: row.signs_from,
});
