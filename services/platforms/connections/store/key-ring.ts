import { randomBytes } from 'node:crypto';
import { deriveKey, Sealing, sealingKey } from '../../../../lib/sealing.ts';
import type { Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';

/**
 * Where a secret is stored. It is authenticated with the ciphertext, so that a secret moved to another row does not
 * open.
 */
export type Place = { organizationId: string; table: string; id: string };

/**
 * Seals and opens an organisation's secrets under the organisation's data key. The data key is stored in the same
 * database, itself sealed under PLATFORM_TOKENS_KEY. `tx` is the database, or the transaction in which the secret is
 * written.
 */
export type KeyRing = {
  seal(tx: Tx, place: Place, plain: string): Promise<string>;
  /** @throws SealBroken when key, place or bytes are not the ones it was sealed with */
  open(tx: Tx, place: Place, sealed: string): Promise<string>;
};

/** A key ring whose data keys are sealed under `secret` (PLATFORM_TOKENS_KEY). */
export function keyRing(secret: string): KeyRing {
  const wrapping = new Sealing(deriveKey(secret, 'sip platform tokens v1'));
  const dataSealing = async (tx: Tx, organizationId: string): Promise<Sealing> => {
    const place = textOf({ organizationId, table: 'data_keys', id: organizationId });
    const newKey = () => wrapping.seal(randomBytes(32), place);
    const wrapped = (await readKey(tx, organizationId)) ?? (await createKey(tx, organizationId, newKey()));
    return new Sealing(sealingKey(wrapping.open(wrapped, place)));
  };
  return {
    seal: async (tx, place, plain) =>
      (await dataSealing(tx, place.organizationId)).seal(plain, textOf(place)),
    open: async (tx, place, sealed) =>
      (await dataSealing(tx, place.organizationId)).openText(sealed, textOf(place)),
  };
}

const textOf = ({ organizationId, table, id }: Place): string => `${organizationId}|${table}|${id}`;

const READ_KEY = statement('SELECT wrapped FROM data_keys WHERE organization_id = $1', { wrapped: text });
const INSERT_KEY =
  'INSERT INTO data_keys (organization_id, wrapped) VALUES ($1, $2) ON CONFLICT (organization_id) DO NOTHING';

async function readKey({ query }: Tx, organizationId: string): Promise<string | undefined> {
  return (await query(READ_KEY, [organizationId]))[0]?.wrapped;
}

/** Saves a new data key unless another worker has saved one; returns the one that is stored. */
async function createKey(tx: Tx, organizationId: string, wrapped: string): Promise<string> {
  await tx.execute(INSERT_KEY, [organizationId, wrapped]);
  const stored = await readKey(tx, organizationId);
  if (stored === undefined) throw new Error('the data key of this organisation cannot be read back');
  return stored;
}
