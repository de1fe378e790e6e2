import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import {
  boolean,
  day,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import type { Fact, Figure } from '../../facts/domain/fact.ts';
import type { Canonical } from '../../facts/domain/groups.ts';
import type { WholeDay } from '../../facts/store/whole-tellings.ts';
import type { DayRange } from '../../reports/domain/range.ts';

const BATCH = 2_000;

const ACCOUNTS = statement(
  `SELECT DISTINCT account_id AS "accountId" FROM (
     SELECT account_id FROM external_campaigns WHERE organization_id = $1 AND platform = $2 AND id = ANY($3::uuid[])
     UNION ALL
     SELECT account_id FROM published_objects WHERE organization_id = $1 AND platform = $2 AND campaign_id = ANY($3::uuid[])
   ) named`,
  { accountId: nullable(uuid) },
);
const SEVERAL = statement(
  `SELECT count(*)::int > 1 AS several FROM external_accounts WHERE organization_id = $1 AND platform = $2`,
  { several: boolean },
);
const CAMPAIGNS = statement(
  `SELECT id FROM external_campaigns
    WHERE organization_id = $1 AND platform = $2 AND (account_id = ANY($3::uuid[]) OR $4::boolean AND account_id IS NULL)
   UNION
   SELECT campaign_id FROM published_objects
    WHERE organization_id = $1 AND platform = $2 AND account_id = ANY($3::uuid[])`,
  { id: uuid },
);

/**
 * The campaigns of the ad accounts that these campaigns are in; null where nobody knows which accounts they are: the file names
 * none, and the platform has several.
 */
export async function campaignsOfAccounts(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  campaignIds: readonly string[],
): Promise<string[] | null> {
  const named = await tx.query(ACCOUNTS, [organizationId, platform, campaignIds]);
  const accounts = named.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const hasUnnamed = named.some(({ accountId }) => accountId === null);
  const [known] = await tx.query(SEVERAL, [organizationId, platform]);
  if (named.length === 0 || (hasUnnamed && known?.several)) return null;
  const rows = await tx.query(CAMPAIGNS, [organizationId, platform, accounts, hasUnnamed]);
  return rows.map(({ id }) => id);
}

const ACCOUNT = statement(
  `SELECT id FROM external_accounts WHERE organization_id = $1 AND platform = $2 AND external_id = $3`,
  { id: uuid },
);

/** The campaigns of an ad account, by the platform's id of it; with those of no known account where the platform has only this one. */
export async function campaignsInAccount(
  tx: Tx,
  organizationId: string,
  platform: Platform,
  externalId: string,
): Promise<string[]> {
  const [account] = await tx.query(ACCOUNT, [organizationId, platform, externalId]);
  if (!account) return [];
  const [known] = await tx.query(SEVERAL, [organizationId, platform]);
  const isOnly = known?.several !== true;
  const rows = await tx.query(CAMPAIGNS, [organizationId, platform, [account.id], isOnly]);
  return rows.map(({ id }) => id);
}

const KNOWN_DAYS = statement(
  `SELECT c.campaign_id AS "campaignId", g.date, g.grain, g.currency, g.facts
     FROM json_to_recordset($2::json) AS c(campaign_id uuid, canonical_id uuid)
    CROSS JOIN LATERAL (
      SELECT date, grain, currency, facts FROM grain_days
       WHERE organization_id = $1 AND campaign_id = c.canonical_id AND platform = $3 AND date BETWEEN $4 AND $5
         AND (facts > 0 OR told > 0) OFFSET 0) g`,
  { campaignId: uuid, date: day, grain: integer, currency: text, facts: integer },
);
/** `facts`: how many of it count. */
export type KnownDay = { campaignId: string; date: string; grain: number; currency: string; facts: number };

/** The days in a range of which facts of these campaigns are known, by grain. */
export async function knownDays(
  tx: Tx,
  {
    organizationId,
    platform,
    canonical,
  }: { organizationId: string; platform: Platform; canonical: Canonical },
  campaigns: readonly string[],
  { from, to }: DayRange,
): Promise<KnownDay[]> {
  const records = campaigns.map((id) => ({ campaign_id: id, canonical_id: canonical.get(id) ?? id }));
  return tx.query(KNOWN_DAYS, [organizationId, JSON.stringify(records), platform, from, to]);
}

const of = (alias: string) => `
  ${alias}.hour, ${alias}.ad_group, ${alias}.ad, ${alias}.keyword, ${alias}.currency, ${alias}.cost_micros, ${alias}.gone`;
const ofDay = (alias: string) => `
  ${alias}.organization_id = $1 AND ${alias}.campaign_id = d.campaign_id AND ${alias}.platform = d.platform
  AND ${alias}.date = d.date AND ${alias}.grain = d.grain`;

const EARLIER = statement(
  `
  WITH days AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS d(campaign_id uuid, platform text, date date, grain smallint, grouped boolean)
  )
  SELECT d.campaign_id AS "campaignId", d.platform, d.date, d.grain, f.hour, f.ad_group AS "adGroup", f.ad, f.keyword,
         f.currency, f.cost_micros AS "costMicros", f.gone
    FROM days d CROSS JOIN LATERAL (
      SELECT ${of('m')} FROM metric_facts m WHERE NOT d.grouped AND ${ofDay('m')}
      UNION ALL
      SELECT ${of('t')} FROM told_facts t WHERE d.grouped AND ${ofDay('t')}
      OFFSET 0) f`,
  {
    ...{
      campaignId: uuid,
      platform: oneOf(PLATFORMS),
      date: day,
      grain: integer,
      hour: integer,
      adGroup: text,
    },
    ...{ ad: text, keyword: text, currency: text, costMicros: integer, gone: boolean },
  },
);
export type EarlierFact = Omit<Fact, Figure | 'gone'> & { costMicros: number; gone: boolean };

/** What was told before of these days and grains, under each campaign's own name; also of what is gone since. */
export async function earlierFacts(
  tx: Tx,
  organizationId: string,
  days: readonly WholeDay[],
  canonical: Canonical,
): Promise<EarlierFact[]> {
  const facts: EarlierFact[] = [];
  for (let start = 0; start < days.length; start += BATCH) {
    const records = days.slice(start, start + BATCH).map(({ campaignId, platform, date, grain }) => ({
      ...{ campaign_id: campaignId, platform, date, grain },
      grouped: canonical.has(campaignId),
    }));
    for (const fact of await tx.query(EARLIER, [organizationId, JSON.stringify(records)])) facts.push(fact);
  }
  return facts;
}
