import type { Tx } from '../database.ts';
import { boolean, instant, nullable, statement, text, uuid } from '../statement.ts';

/**
 * `key_owners` says which organisations have keys under which key-encryption key. It stands outside the wall between
 * organisations and holds nothing but these ids: a start and a rotation must know them all.
 */
const OWNERS = statement('SELECT DISTINCT organization_id AS id FROM key_owners ORDER BY 1', { id: uuid });
const KEK_IDS = statement('SELECT DISTINCT kek_id FROM key_owners', { kek_id: text });
const ADD_OWNER = `
  INSERT INTO key_owners (organization_id, kek_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
/** Once all keys of an organisation are wrapped under one key-encryption key. */
const DROP_OWNERS = 'DELETE FROM key_owners WHERE organization_id = $1 AND kek_id <> $2';

const keyColumns = {
  id: text,
  wrapped: text,
  kek_id: text,
  created_at: instant,
  retired_at: nullable(instant),
};
const KEY = 'id, wrapped, kek_id, created_at, retired_at';
/** Held until the text that was sealed is saved: a key cannot be found unused and be destroyed before. */
const CURRENT = statement(
  `SELECT ${KEY} FROM organization_keys WHERE organization_id = $1 AND retired_at IS NULL FOR SHARE`,
  keyColumns,
);
const FIND = statement(
  `SELECT ${KEY} FROM organization_keys WHERE organization_id = $1 AND id = $2`,
  keyColumns,
);
const HAS = statement('SELECT EXISTS (SELECT 1 FROM organization_keys WHERE organization_id = $1) AS found', {
  found: boolean,
});
const LIST = statement(
  `SELECT ${KEY} FROM organization_keys WHERE organization_id = $1 ORDER BY created_at, id FOR UPDATE`,
  keyColumns,
);
/** One key of an organisation seals: the second of two that are made at once is not saved. */
const INSERT = `
  INSERT INTO organization_keys (organization_id, id, wrapped, kek_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (organization_id) WHERE retired_at IS NULL DO NOTHING`;
const RETIRE = `
  UPDATE organization_keys SET retired_at = now() WHERE organization_id = $1 AND retired_at IS NULL`;
const REWRAP =
  'UPDATE organization_keys SET wrapped = $3, kek_id = $4 WHERE organization_id = $1 AND id = $2';
const DESTROY =
  'DELETE FROM organization_keys WHERE organization_id = $1 AND id = $2 AND retired_at IS NOT NULL';

export type StoredKey = {
  id: string;
  wrapped: string;
  kek_id: string;
  created_at: Date;
  retired_at: Date | null;
};

/** The statements over data keys; each runs in the scope of its organisation, those over owners in any. */
export const keyStore = {
  owners: async ({ query }: Tx): Promise<string[]> => (await query(OWNERS)).map(({ id }) => id),
  kekIds: async ({ query }: Tx): Promise<string[]> => (await query(KEK_IDS)).map((row) => row.kek_id),
  has: async ({ query }: Tx, organizationId: string): Promise<boolean> =>
    (await query(HAS, [organizationId]))[0]?.found === true,
  /** The key that seals, locked against its end; undefined when there is none or when it was retired just now. */
  current: async ({ query }: Tx, organizationId: string): Promise<StoredKey | undefined> =>
    (await query(CURRENT, [organizationId]))[0],
  find: async ({ query }: Tx, organizationId: string, id: string): Promise<StoredKey | undefined> =>
    (await query(FIND, [organizationId, id]))[0],
  /** All keys of an organisation, locked. */
  list: ({ query }: Tx, organizationId: string): Promise<StoredKey[]> => query(LIST, [organizationId]),
  async insert(tx: Tx, organizationId: string, key: Pick<StoredKey, 'id' | 'wrapped' | 'kek_id'>) {
    await tx.execute(INSERT, [organizationId, key.id, key.wrapped, key.kek_id]);
    await tx.execute(ADD_OWNER, [organizationId, key.kek_id]);
  },
  retire: ({ execute }: Tx, organizationId: string) => execute(RETIRE, [organizationId]),
  rewrap: ({ execute }: Tx, organizationId: string, id: string, wrapped: string, kekId: string) =>
    execute(REWRAP, [organizationId, id, wrapped, kekId]),
  dropOwners: ({ execute }: Tx, organizationId: string, exceptKekId: string) =>
    execute(DROP_OWNERS, [organizationId, exceptKekId]),
  addOwner: ({ execute }: Tx, organizationId: string, kekId: string) =>
    execute(ADD_OWNER, [organizationId, kekId]),
  destroy: ({ execute }: Tx, organizationId: string, id: string) => execute(DESTROY, [organizationId, id]),
} as const;
