import { randomBytes } from 'node:crypto';
import type { Query } from '../../../../storage/database.ts';
import { keyFromSecret, seal, sealKey, unseal, type SealKey } from './sealed-text.ts';

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
  const wrapping = keyFromSecret(secret);
  const dataKey = async (query: Query, organizationId: string): Promise<SealKey> => {
    const place = written({ organizationId, table: 'data_keys', id: organizationId });
    const wrapped = (await readKey(query, organizationId)) ?? (await makeKey(query, organizationId, place));
    return sealKey(unseal(wrapping, place, wrapped));
  };
  const makeKey = async (query: Query, organizationId: string, place: string): Promise<string> => {
    await query(
      'INSERT INTO data_keys (organization_id, wrapped) VALUES ($1, $2) ON CONFLICT (organization_id) DO NOTHING',
      [organizationId, seal(wrapping, place, randomBytes(32))],
    );
    const kept = await readKey(query, organizationId);
    if (kept === undefined) throw new Error('the data key of this organisation cannot be read back');
    return kept;
  };
  return {
    seal: async (query, place, plain) =>
      seal(await dataKey(query, place.organizationId), written(place), Buffer.from(plain)),
    open: async (query, place, sealed) =>
      unseal(await dataKey(query, place.organizationId), written(place), sealed).toString(),
  };
}

async function readKey(query: Query, organizationId: string): Promise<string | undefined> {
  const [row] = await query<{ wrapped: string }>('SELECT wrapped FROM data_keys WHERE organization_id = $1', [
    organizationId,
  ]);
  return row?.wrapped;
}
