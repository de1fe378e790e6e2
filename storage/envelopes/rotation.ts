import { inOrganization, asSystem } from '../scope.ts';
import { audit } from '../audit.ts';
import type { Tx } from '../database.ts';
import { keyStore, type StoredKey } from './key-store.ts';
import type { OrganizationKeys } from './organization-keys.ts';
import { placeText, type SealedColumn } from './place.ts';

export type RotationOptions = {
  /** Data keys made before this are replaced by new ones; none are when it is absent. */
  replaceBefore?: Date;
  /** Organisations beside those that have data keys, where the earlier release may have sealed. */
  organizations?: readonly string[];
};
export type RotationReport = {
  organizations: number;
  newKeys: number;
  sealedAnew: number;
  wrappedAnew: number;
  destroyed: number;
  /** Texts that could not be opened; they and their keys were left alone. */
  unreadable: number;
};

/**
 * Brings all texts of a service under present keys, one organisation after the other: a new data key where the present one
 * is old, every text under it, all keys under the newest key-encryption key, and no key that is not used. The service works
 * on meanwhile. Each step is a small transaction and finds its work in the rows, so that a rotation that was killed is
 * gone on with by asking again.
 */
export async function rotate(keys: OrganizationKeys, options: RotationOptions = {}): Promise<RotationReport> {
  await keys.start();
  const known = await asSystem(() => keyStore.owners(keys.database));
  const organizations = new Set([...known, ...(options.organizations ?? [])]);
  const report: RotationReport = {
    organizations: organizations.size,
    newKeys: 0,
    sealedAnew: 0,
    wrappedAnew: 0,
    destroyed: 0,
    unreadable: 0,
  };
  for (const id of organizations) await inOrganization(id, () => rotateOne(keys, id, options, report));
  return report;
}

async function rotateOne(
  keys: OrganizationKeys,
  organizationId: string,
  { replaceBefore }: RotationOptions,
  report: RotationReport,
): Promise<void> {
  const { database, envelopes } = keys;
  if (!(await hasTexts(keys, organizationId))) return;
  if (replaceBefore)
    report.newKeys += await database.transaction((tx) => replaceKey(keys, tx, organizationId, replaceBefore));
  for (const sealed of envelopes.columns) await sealColumn(keys, organizationId, sealed, report);
  await database.transaction(async (tx) => {
    report.wrappedAnew += await wrapAnew(keys, tx, organizationId);
  });
  await database.transaction(async (tx) => {
    report.destroyed += await destroyUnused(keys, tx, organizationId);
  });
}

/** Whether an organisation has keys, or texts of the earlier release. */
async function hasTexts(keys: OrganizationKeys, organizationId: string): Promise<boolean> {
  if (await keyStore.has(keys.database, organizationId)) return true;
  return keys.uses(keys.database, organizationId, '');
}

/** Retires the key that seals and puts a new one in its place. Writers wait for this moment and take the new one. */
async function replaceKey(
  keys: OrganizationKeys,
  tx: Tx,
  organizationId: string,
  replaceBefore: Date,
): Promise<number> {
  const stored = await keyStore.list(tx, organizationId);
  const present = stored.find((key) => key.retired_at === null);
  if (!present || present.created_at >= replaceBefore) return 0;
  await keyStore.retire(tx, organizationId);
  await keys.insertKey(tx, organizationId);
  await record(tx, organizationId, 'data_key.replaced', { keyId: present.id });
  return 1;
}

async function sealColumn(
  keys: OrganizationKeys,
  organizationId: string,
  sealed: SealedColumn,
  report: RotationReport,
): Promise<void> {
  const column = keys.columnOf(sealed);
  let afterId: string | null = null;
  for (;;) {
    const last: string | null = await keys.database.transaction(async (tx) => {
      const key = await keys.current(tx, organizationId);
      const texts = await column.outdated(tx, organizationId, key.id, afterId);
      for (const text of texts) {
        const place = { organizationId, ...sealed, id: text.id };
        const opened = await keys.open(tx, place, text.sealed).catch(() => null);
        if (!opened) report.unreadable += 1;
        else {
          const renewed = key.sealing.seal(opened.bytes, placeText(place));
          report.sealedAnew += await column.replace(tx, organizationId, text, renewed);
        }
      }
      return texts.at(-1)?.id ?? null;
    });
    if (last === null) return;
    afterId = last;
  }
}

/** Wraps every key of the organisation under the newest key-encryption key. */
async function wrapAnew(keys: OrganizationKeys, tx: Tx, organizationId: string): Promise<number> {
  const { wrapping } = keys.envelopes;
  const stored = (await keyStore.list(tx, organizationId)).filter(({ kek_id }) => kek_id !== wrapping.id);
  for (const { id, wrapped } of stored) {
    const bytes = wrapping.unwrap({ organizationId, id, wrapped });
    await keyStore.rewrap(tx, organizationId, id, wrapping.wrap(bytes, organizationId, id), wrapping.id);
  }
  if (stored.length > 0) await record(tx, organizationId, 'data_key.wrapped_anew', { kekId: wrapping.id });
  return stored.length;
}

/** Destroys retired keys that no text uses. They are locked first, and whoever seals locks its key: none comes to use. */
async function destroyUnused(keys: OrganizationKeys, tx: Tx, organizationId: string): Promise<number> {
  const stored = await keyStore.list(tx, organizationId);
  const retired = stored.filter((key: StoredKey) => key.retired_at !== null);
  let destroyed = 0;
  for (const { id } of retired) {
    if (await keys.uses(tx, organizationId, id)) continue;
    destroyed += await keyStore.destroy(tx, organizationId, id);
    await record(tx, organizationId, 'data_key.destroyed', { keyId: id });
  }
  if (await keys.uses(tx, organizationId, '')) return destroyed;
  await keys.envelopes.earlier.forget?.(tx, organizationId);
  if (stored.length > 0) await keyStore.addOwner(tx, organizationId, keys.envelopes.wrapping.id);
  await keyStore.dropOwners(tx, organizationId, keys.envelopes.wrapping.id);
  return destroyed;
}

/** Ids of keys are hashes of random bytes and say nothing of them. */
async function record(tx: Tx, organizationId: string, action: string, detail: object): Promise<void> {
  await audit(tx, {
    organizationId,
    actor: { kind: 'service', id: 'operator' },
    action,
    subject: { kind: 'organization', id: organizationId },
    detail,
  });
}
