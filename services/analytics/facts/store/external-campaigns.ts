import { v7 as uuidv7 } from 'uuid';
import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { nullable, statement, text, uuid } from '../../../../storage/statement.ts';
import { type External, matchExternal, type Mention } from '../domain/external-campaign.ts';

type Row = External & { isNew?: true };

const FIND = statement(
  `SELECT id, external_id AS "externalId", name, currency FROM external_campaigns
   WHERE organization_id = $1 AND platform = $2 AND (external_id = ANY($3::text[]) OR name = ANY($4::text[]))
   ORDER BY id`,
  { id: uuid, externalId: nullable(text), name: text, currency: text },
);

/**
 * The external campaigns that a report mentions, in the order of the mentions; missing ones are created. The caller
 * holds the lock on the organisation's fact version, so that two imports do not create the same campaign twice.
 */
export async function externalCampaigns(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  mentions: readonly Mention[],
): Promise<External[]> {
  const known: Row[] = await tx.query(FIND, [
    organizationId,
    platform,
    mentions.map((m) => m.externalId).filter((id) => id !== null),
    mentions.map((m) => m.name).filter((name) => name !== null),
  ]);
  const campaigns = mentions.map((mention) => {
    const match = matchExternal(known, mention);
    if (match) return Object.assign(match, { externalId: match.externalId ?? mention.externalId });
    const campaign: Row = {
      id: uuidv7(),
      externalId: mention.externalId,
      name: mention.name ?? mention.externalId ?? '',
      currency: mention.currency,
      isNew: true,
    };
    known.push(campaign);
    return campaign;
  });
  await save(tx, organizationId, platform, known);
  return campaigns;
}

async function save(tx: Tx, organizationId: string, platform: Platform, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `INSERT INTO external_campaigns (organization_id, id, platform, external_id, name, currency)
     SELECT $1, r.id, $2, r.external_id, r.name, r.currency
       FROM json_to_recordset($3::json) AS r(id uuid, external_id text, name text, currency text)
     ON CONFLICT (organization_id, id) DO UPDATE SET external_id = excluded.external_id`,
    [organizationId, platform, JSON.stringify(rows.map((row) => ({ ...row, external_id: row.externalId })))],
  );
}
