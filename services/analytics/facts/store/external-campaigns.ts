import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { json, nullable, statement, text, uuid } from '../../../../storage/statement.ts';
import {
  type External,
  type Known,
  matchExternal,
  type Mention,
  type ReportedCampaign,
  type Told,
} from '../domain/external-campaign.ts';
import { knownAccounts } from './accounts.ts';
import { raiseVersion } from './fact-version.ts';
import { findPublished } from './published.ts';

const FIND = statement(
  `SELECT c.id, c.external_id AS "externalId", c.name, c.currency, c.account_id AS "accountId", n.names
   FROM external_campaigns c
   CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('name', n.name, 'alone', n.alone)), '[]') AS names
     FROM known_names n WHERE n.organization_id = $1 AND n.campaign_id = c.id) n
   WHERE c.organization_id = $1 AND c.platform = $2 AND c.id IN (
     SELECT id FROM external_campaigns WHERE organization_id = $1 AND platform = $2 AND external_id = ANY($3::text[])
     UNION SELECT campaign_id FROM known_names WHERE organization_id = $1 AND name = ANY($4::text[]))
   ORDER BY c.id`,
  {
    id: uuid,
    externalId: nullable(text),
    name: text,
    currency: text,
    accountId: nullable(uuid),
    names: json,
  },
);
const Names = z.array(z.strictObject({ name: z.string(), alone: z.boolean() }));

/**
 * The campaigns that a report mentions, in the order of the mentions: those that were published here, by the platform's id,
 * and external ones, of which missing ones are created. The caller holds the lock on the organisation's fact version, so that
 * two imports do not create the same campaign twice; `version` is that version.
 */
export async function reportedCampaigns(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  reported: readonly ReportedCampaign[],
  version: number,
): Promise<Told[]> {
  const published = await findPublished(tx, organizationId, platform, idsIn(reported));
  const accounts = await knownAccounts(
    tx,
    organizationId,
    platform,
    reported.map(({ account }) => account),
  );
  const known = await findKnown(tx, organizationId, platform, reported);
  const around = { severalAccounts: accounts.several, sharedNames: sharedNames(reported) };
  const seen: { campaign: Known; mention: Mention }[] = [];
  const told = reported.map(({ account: _, ...named }, index): Told => {
    const mention: Mention = { ...named, accountId: accounts.ids[index] ?? null };
    const { externalId } = mention;
    const hasOwnRow = externalId !== null && known.some((one) => one.externalId === externalId);
    const ours = externalId === null || hasOwnRow ? undefined : published.get(externalId);
    if (ours) return ours;
    let campaign = matchExternal(known, mention, around);
    if (!campaign) {
      campaign = created(mention);
      known.push(campaign);
    }
    seen.push({ campaign, mention });
    return { id: campaign.id, currency: campaign.currency, adGroup: null };
  });
  const isRenamed = learn(seen);
  await save(tx, organizationId, platform, seen);
  if (isRenamed) await raiseVersion(tx, organizationId, version + 1);
  return told;
}

const idsIn = (mentions: readonly { externalId: string | null }[]) =>
  mentions.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));

async function findKnown(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  mentions: readonly ReportedCampaign[],
): Promise<Known[]> {
  const names = mentions.flatMap(({ name }) => (name === null ? [] : [name]));
  const rows = await tx.query(FIND, [organizationId, platform, idsIn(mentions), names]);
  return rows.map((row) => ({ ...row, names: Names.parse(row.names) }));
}

/** Names that a report gives to campaigns with different ids. */
function sharedNames(mentions: readonly ReportedCampaign[]): Set<string> {
  const idOf = new Map<string, string>();
  const shared = new Set<string>();
  for (const { name, externalId } of mentions) {
    if (name === null || externalId === null) continue;
    if ((idOf.get(name) ?? externalId) !== externalId) shared.add(name);
    idOf.set(name, externalId);
  }
  return shared;
}

const created = ({ externalId, name, currency, accountId }: Mention): Known => ({
  id: uuidv7(),
  externalId,
  name: name ?? externalId ?? '',
  currency,
  accountId,
  names: [],
});

/** Takes over what the report says of its campaigns: ids, accounts, and the newest names. Whether a campaign got another name. */
function learn(seen: readonly { campaign: External; mention: Mention }[]): boolean {
  let isRenamed = false;
  for (const { campaign, mention } of seen) {
    campaign.externalId ??= mention.externalId;
    campaign.accountId ??= mention.accountId;
    if (mention.externalId === null || mention.name === null || mention.name === campaign.name) continue;
    campaign.name = mention.name;
    isRenamed = true;
  }
  return isRenamed;
}

const SAVE = `
  INSERT INTO external_campaigns (organization_id, id, platform, external_id, name, currency, account_id)
  SELECT $1, r.id, $2, r.external_id, r.name, r.currency, r.account_id
    FROM json_to_recordset($3::json) AS r(id uuid, external_id text, name text, currency text, account_id uuid)
  ON CONFLICT (organization_id, id) DO UPDATE
     SET external_id = excluded.external_id, name = excluded.name, account_id = excluded.account_id`;
const SAVE_NAMES = `
  INSERT INTO known_names AS k (organization_id, campaign_id, name, alone)
  SELECT $1, r.campaign_id, r.name, bool_or(r.alone)
    FROM json_to_recordset($2::json) AS r(campaign_id uuid, name text, alone boolean)
   GROUP BY r.campaign_id, r.name
  ON CONFLICT (organization_id, campaign_id, name) DO UPDATE
     SET alone = k.alone OR excluded.alone, last_seen = now()`;

async function save(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  seen: readonly { campaign: External; mention: Mention }[],
): Promise<void> {
  if (seen.length === 0) return;
  const campaigns = [...new Set(seen.map(({ campaign }) => campaign))];
  const records = campaigns.map((campaign) => ({
    ...campaign,
    external_id: campaign.externalId,
    account_id: campaign.accountId,
  }));
  const names = seen.flatMap(({ campaign, mention }) =>
    mention.name === null
      ? []
      : [{ campaign_id: campaign.id, name: mention.name, alone: mention.externalId === null }],
  );
  await tx.execute(SAVE, [organizationId, platform, JSON.stringify(records)]);
  await tx.execute(SAVE_NAMES, [organizationId, JSON.stringify(names)]);
}
