import { v7 as uuidv7 } from 'uuid';
import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { nullable, statement, text, uuid } from '../../../../storage/statement.ts';
import { type Account, matchAccount, type NamedAccount, plainAccountId } from '../domain/account.ts';

const FIND = statement(
  `SELECT id, external_id AS "externalId", name FROM external_accounts WHERE organization_id = $1 AND platform = $2
   ORDER BY id`,
  { id: uuid, externalId: nullable(text), name: nullable(text) },
);
const SAVE = `
  INSERT INTO external_accounts (organization_id, id, platform, external_id, name)
  SELECT $1, r.id, $2, r.external_id, r.name
    FROM json_to_recordset($3::json) AS r(id uuid, external_id text, name text)
  ON CONFLICT (organization_id, id) DO UPDATE
     SET external_id = excluded.external_id, name = excluded.name, last_seen = now()`;

export type KnownAccounts = {
  /** The account of each mention, in order; null where none is named. */
  ids: (string | null)[];
  /** Whether more than one account on the platform is known. */
  several: boolean;
};

/**
 * The ad accounts that a report names; missing ones are created. An organisation has few. The caller holds the lock on the fact
 * version.
 */
export async function knownAccounts(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  mentions: readonly (NamedAccount | null)[],
): Promise<KnownAccounts> {
  const known: Account[] = await tx.query(FIND, [organizationId, platform]);
  const seen = new Set<Account>();
  const ids = mentions.map((mention) => {
    if (mention === null || (mention.externalId === null && mention.name === null)) return null;
    const named = { ...mention, externalId: plainAccountId(mention.externalId) };
    let account = matchAccount(known, named);
    if (!account) {
      account = { id: uuidv7(), ...named };
      known.push(account);
    }
    account.externalId ??= named.externalId;
    account.name = named.name ?? account.name;
    seen.add(account);
    return account.id;
  });
  const records = [...seen].map((account) => ({ ...account, external_id: account.externalId }));
  if (records.length > 0) await tx.execute(SAVE, [organizationId, platform, JSON.stringify(records)]);
  return { ids, several: known.length > 1 };
}
