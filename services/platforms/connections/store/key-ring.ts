import { randomBytes } from 'node:crypto';
import type { Query } from '../../../../storage/database.ts';
import { deriveKey, Sealing, sealingKey } from '../../../../lib/sealing.ts';

/** Where a secret lives; bound to its ciphertext. */
export type Place = { organizationId: string; table: string; id: string };

/** Seals and opens an organisation's secrets under its own data key, which is kept wrapped beside them. */
export type KeyRing = {
  seal(query: Query, place: Place, plain: string): Promise<string>;
  /** @throws SealBroken when key, place or bytes are not the ones it was sealed with */
  open(query: Query, place: Place, sealed: string): Promise<string>;
};

const written = ({ organizationId, table, id }: Place): string => `${organizationId}|${table}|${id}`;

/** A key ring whose data keys are wrapped by `secret` (PLATFORM_TOKENS_KEY). */
export function keyRing(secret: string): KeyRing {
  const wrapping = new Sealing(deriveKey(secret, 'sip platform tokens v1'));
  const dataSealing = async (query: Query, organizationId: string): Promise<Sealing> => {
    const place = written({ organizationId, table: 'data_keys', id: organizationId });
    const wrapped = (await readKey(query, organizationId)) ?? (await makeKey(query, organizationId, place));
    return new Sealing(sealingKey(wrapping.open(wrapped, place)));
  };
  const makeKey = async (query: Query, organizationId: string, place: string): Promise<string> => {
    await query(
      'INSERT INTO data_keys (organization_id, wrapped) VALUES ($1, $2) ON CONFLICT (organization_id) DO NOTHING',
      [organizationId, wrapping.seal(randomBytes(32), place)],
    );
    const kept = await readKey(query, organizationId);
    if (kept === undefined) throw new Error('the data key of this organisation cannot be read back');
    return kept;
  };
  return {
    seal: async (query, place, plain) =>
      (await dataSealing(query, place.organizationId)).seal(plain, written(place)),
    open: async (query, place, sealed) =>
      (await dataSealing(query, place.organizationId)).openText(sealed, written(place)),
  };
}

async function readKey(query: Query, organizationId: string): Promise<string | undefined> {
  const [row] = await query<{ wrapped: string }>('SELECT wrapped FROM data_keys WHERE organization_id = $1', [
    organizationId,
  ]);
  return row?.wrapped;
}
