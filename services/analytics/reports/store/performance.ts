import type { Platform } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import { nullable, statement, text } from '../../../../storage/statement.ts';
import { type Group, type GroupedSums, grainNeeded } from '../domain/performance.ts';
import type { DayRange } from '../domain/range.ts';
import { sumTexts, toSums } from './sum-texts.ts';

export type PerformanceQuery = {
  range: DayRange;
  groupBy: readonly Group[];
  filter: {
    campaignId?: string | undefined;
    platform?: Platform | undefined;
    currency?: string | undefined;
  };
  sort: { column: string; descending: boolean };
  limit: number;
  offset: number;
};

/**
 * Roll-ups have no ad groups, ads or keywords. $13 (the grain, here always 0) is used only so that both texts take the
 * same parameters.
 */
const FROM_ROLLUPS = `
  SELECT campaign_id, platform, date, NULL::text AS ad_group, NULL::text AS ad, NULL::text AS keyword, currency,
         impressions, clicks, cost_micros, conversions_micros, value_micros
    FROM daily_rollups WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND $13::int = 0`;

/**
 * For each campaign, platform and day: the facts of the coarsest grain that has the wanted breakdown. Finer grains hold
 * the same money again and are left out.
 */
const FROM_FACTS = `
  SELECT * FROM (
    SELECT campaign_id, platform, date, ad_group, ad, keyword, currency,
           impressions, clicks, cost_micros, conversions_micros, value_micros, grain,
           min(grain) OVER (PARTITION BY campaign_id, platform, date) AS coarsest
      FROM metric_facts
     WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND grain > 0 AND grain & $13::int = $13::int) f
   WHERE grain = coarsest`;

const TABLE_COLUMNS = {
  campaign: nullable(text),
  platform: nullable(text),
  date: nullable(text),
  week: nullable(text),
  month: nullable(text),
  adGroup: nullable(text),
  ad: nullable(text),
  keyword: nullable(text),
  currency: text,
  ...sumTexts,
} as const;

const tableOf = (facts: string) =>
  statement(
    `
  WITH facts AS (${facts}
  ), grouped AS (
    SELECT CASE WHEN 'campaign' = ANY($4::text[]) THEN campaign_id::text END AS campaign,
           CASE WHEN 'platform' = ANY($4::text[]) THEN platform END AS platform,
           CASE WHEN 'date' = ANY($4::text[]) THEN date::text END AS date,
           CASE WHEN 'week' = ANY($4::text[]) THEN date_trunc('week', date::timestamp)::date::text END AS week,
           CASE WHEN 'month' = ANY($4::text[]) THEN date_trunc('month', date::timestamp)::date::text END AS month,
           CASE WHEN 'adGroup' = ANY($4::text[]) THEN ad_group END AS ad_group,
           CASE WHEN 'ad' = ANY($4::text[]) THEN ad END AS ad,
           CASE WHEN 'keyword' = ANY($4::text[]) THEN keyword END AS keyword,
           currency, sum(impressions) AS i, sum(clicks) AS k, sum(cost_micros) AS c, sum(conversions_micros) AS n,
           sum(value_micros) AS v
      FROM facts f
     WHERE ($5::uuid IS NULL OR f.campaign_id = $5) AND ($6::text IS NULL OR f.platform = $6)
       AND ($7::text IS NULL OR f.currency = $7)
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, currency
  ), keyed AS (
    SELECT *, CASE $8::text
             WHEN 'impressions' THEN i WHEN 'clicks' THEN k WHEN 'costMicros' THEN c WHEN 'conversions' THEN n
             WHEN 'conversionValueMicros' THEN v WHEN 'ctr' THEN k / nullif(i, 0)
             WHEN 'conversionRate' THEN n / nullif(k, 0) WHEN 'cpcMicros' THEN c / nullif(k, 0)
             WHEN 'cpaMicros' THEN c / nullif(n, 0) WHEN 'cpmMicros' THEN c / nullif(i, 0)
             WHEN 'roas' THEN v / nullif(c, 0) END AS number_key,
           CASE $8::text
             WHEN 'campaign' THEN campaign WHEN 'platform' THEN platform WHEN 'date' THEN date WHEN 'week' THEN week
             WHEN 'month' THEN month WHEN 'adGroup' THEN ad_group WHEN 'ad' THEN ad WHEN 'keyword' THEN keyword
             WHEN 'currency' THEN currency END COLLATE "C" AS text_key
      FROM grouped
  )
  SELECT campaign, platform, date, week, month, ad_group AS "adGroup", ad, keyword, currency, i::text AS impressions,
         k::text AS clicks, c::text AS "costMicros", n::text AS "conversionsMicros", v::text AS "valueMicros"
    FROM keyed
   ORDER BY CASE WHEN $9::boolean THEN -number_key ELSE number_key END NULLS LAST,
            CASE WHEN $10::boolean THEN text_key END DESC NULLS LAST, text_key,
            currency, campaign, platform, date, week, month, ad_group, ad, keyword
   LIMIT $11 OFFSET $12`,
    TABLE_COLUMNS,
  );

const ROLLUP_TABLE = tableOf(FROM_ROLLUPS);
const FACT_TABLE = tableOf(FROM_FACTS);

export type PerformanceStore = ReturnType<typeof performanceStore>;

/** Reads figures grouped by campaign, platform, day, ad group and so on. */
export function performanceStore(database: Database) {
  return {
    /**
     * At most `limit` rows from `offset` on. Rows that sort the same are ordered by their groups, so that pages do not
     * overlap.
     */
    async table(organizationId: string, query: PerformanceQuery): Promise<GroupedSums[]> {
      const grain = grainNeeded(query.groupBy);
      const { column, descending } = query.sort;
      const rows = await database.query(grain === 0 ? ROLLUP_TABLE : FACT_TABLE, [
        organizationId,
        query.range.from,
        query.range.to,
        query.groupBy,
        query.filter.campaignId ?? null,
        query.filter.platform ?? null,
        query.filter.currency ?? null,
        column,
        descending,
        descending,
        query.limit,
        query.offset,
        grain,
      ]);
      return rows.map((row) => ({ ...row, ...toSums(row) }));
    },
  };
}
