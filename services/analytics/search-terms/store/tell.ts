import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import type { searchTermContracts, ToldTerm } from '../../../../contracts/analytics/search-terms.ts';
import { MICROS } from '../../../../lib/money.ts';
import { addDays, dayOf } from '../../../../lib/time.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { knownAccounts } from '../../facts/store/accounts.ts';
import { reportedCampaigns } from '../../facts/store/external-campaigns.ts';
import { lockVersion } from '../../facts/store/fact-version.ts';

export type Telling = ParsedParamsOf<typeof searchTermContracts.tellSearchTerms>;
export type TellTerms = ReturnType<typeof tellTerms>;

const FORGET = `
  DELETE FROM search_terms WHERE organization_id = $1 AND account_id = $2 AND position > $3 AND position <= $4`;
const KEEP = `
  INSERT INTO search_terms (organization_id, account_id, position, date, campaign_id, ad_group_id, ad_group, keyword_id, keyword,
         match_type, status, term, currency, impressions, clicks, cost_micros, conversions_micros, value_micros)
  SELECT $1, $2, r.* FROM json_to_recordset($3::json) AS r(position text, date date, campaign_id uuid, ad_group_id text, ad_group text,
         keyword_id text, keyword text, match_type text, status text, term text, currency text, impressions bigint, clicks bigint,
         cost_micros bigint, conversions_micros bigint, value_micros bigint)`;
const NOTE = `
  INSERT INTO search_term_readings AS k (organization_id, account_id, platform, first_day, asked_at, version)
  VALUES ($1, $2, $3, $4, $5, 1)
  ON CONFLICT (organization_id, account_id) DO UPDATE
     SET first_day = least(k.first_day, excluded.first_day), asked_at = coalesce(excluded.asked_at, k.asked_at), version = k.version + 1`;
const EXPIRE = `
  WITH gone AS (
    DELETE FROM search_terms WHERE organization_id = $1 AND account_id = $2 AND position < $3
  )
  UPDATE search_term_readings SET first_day = greatest(first_day, $3::date) WHERE organization_id = $1 AND account_id = $2`;

/** Keeps what platforms tell of search terms, for so many days. */
export const tellTerms =
  (database: Database, keptDays: number) =>
  (organizationId: string, telling: Telling): Promise<void> =>
    database.transaction(async (tx) => {
      const { platform, account, after, until, told } = telling;
      const version = await lockVersion(tx, organizationId);
      const { ids } = await knownAccounts(tx, organizationId, platform, [account]);
      const [accountId] = ids;
      await tx.execute(FORGET, [organizationId, accountId, after, until]);
      const rows = await recordsOf(tx, organizationId, telling, version);
      if (rows.length > 0) await tx.execute(KEEP, [organizationId, accountId, JSON.stringify(rows)]);
      await tx.execute(NOTE, [organizationId, accountId, platform, told?.from ?? null, told?.at ?? null]);
      if (told === null) return;
      const first = addDays(dayOf(new Date(told.at)), -keptDays);
      await tx.execute(EXPIRE, [organizationId, accountId, first]);
    });

/** The rows as they are stored, each under the campaign that the platform's id is known by here. */
async function recordsOf(
  tx: Tx,
  organizationId: string,
  telling: Telling,
  version: number,
): Promise<object[]> {
  const { platform, account, rows } = telling;
  const { currency } = account;
  const named = [...new Map(rows.map(({ campaign }) => [campaign.externalId, campaign])).values()];
  const mentions = named.map((campaign) => ({ ...campaign, currency, account }));
  const campaigns = await reportedCampaigns(tx, organizationId, platform, mentions, version);
  const idOf = new Map(named.map(({ externalId }, index) => [externalId, campaigns[index]?.id]));
  return rows.map((row) => recordOf(row, idOf.get(row.campaign.externalId), currency));
}

const recordOf = (row: ToldTerm, campaignId: string | undefined, currency: string) => ({
  position: `${row.date}/${row.key}`,
  date: row.date,
  campaign_id: campaignId,
  ad_group_id: row.adGroup.externalId,
  ad_group: row.adGroup.name,
  keyword_id: row.keyword?.externalId ?? null,
  keyword: row.keyword?.name ?? null,
  match_type: row.matchType,
  status: row.status,
  term: row.term,
  currency,
  impressions: row.impressions,
  clicks: row.clicks,
  cost_micros: row.costMicros,
  conversions_micros: Math.round(row.conversions * MICROS),
  value_micros: row.conversionValueMicros,
});
