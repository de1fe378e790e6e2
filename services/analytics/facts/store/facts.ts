import { invalidField } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { day, integer, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Fact } from '../domain/fact.ts';
import { rollUp, type ChangedDay } from './rollups.ts';

/** How many facts one statement takes. */
const BATCH = 5_000;
const NUMERIC_VALUE_OUT_OF_RANGE = '22003';

const UPSERT = statement(
  `
  WITH sent AS (
    SELECT r.campaign_id, r.platform, r.date, r.hour, r.ad_group, r.ad, r.keyword,
           md5(r.ad_group || chr(31) || r.ad || chr(31) || r.keyword)::uuid AS breakdown, r.grain, r.currency,
           r.impressions, r.clicks, r.cost_micros, r.conversions_micros, r.value_micros
      FROM json_to_recordset($2::json) AS r(campaign_id uuid, platform text, date date, hour smallint, ad_group text,
           ad text, keyword text, grain smallint, currency text, impressions bigint, clicks bigint, cost_micros bigint,
           conversions_micros bigint, value_micros bigint)
  ), compared AS (
    SELECT s.campaign_id, s.platform, s.date, s.hour, s.ad_group, s.ad, s.keyword, s.breakdown, s.grain, s.currency,
           coalesce(s.impressions, f.impressions, 0) AS impressions,
           coalesce(s.clicks, f.clicks, 0) AS clicks,
           coalesce(s.cost_micros, f.cost_micros, 0) AS cost_micros,
           coalesce(s.conversions_micros, f.conversions_micros, 0) AS conversions_micros,
           coalesce(s.value_micros, f.value_micros, 0) AS value_micros,
           f.currency AS was_currency, f.impressions AS was_impressions, f.clicks AS was_clicks,
           f.cost_micros AS was_cost_micros, f.conversions_micros AS was_conversions_micros,
           f.value_micros AS was_value_micros
      FROM sent s
      LEFT JOIN metric_facts f ON f.organization_id = $1 AND f.campaign_id = s.campaign_id AND f.platform = s.platform
           AND f.date = s.date AND f.hour = s.hour AND f.breakdown = s.breakdown
  ), changed AS (
    SELECT * FROM compared
     WHERE was_currency IS NULL
        OR (currency, impressions, clicks, cost_micros, conversions_micros, value_micros)
           IS DISTINCT FROM
           (was_currency, was_impressions, was_clicks, was_cost_micros, was_conversions_micros, was_value_micros)
  ), kept AS (
    INSERT INTO fact_revisions (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version,
           currency, impressions, clicks, cost_micros, conversions_micros, value_micros)
    SELECT $1, campaign_id, platform, date, hour, breakdown, $3, was_currency, was_impressions, was_clicks,
           was_cost_micros, was_conversions_micros, was_value_micros
      FROM changed WHERE was_currency IS NOT NULL
    ON CONFLICT DO NOTHING
  ), saved AS (
    INSERT INTO metric_facts AS f (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain,
           currency, impressions, clicks, cost_micros, conversions_micros, value_micros)
    SELECT $1, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency, impressions, clicks,
           cost_micros, conversions_micros, value_micros
      FROM changed
    ON CONFLICT (organization_id, campaign_id, platform, date, hour, breakdown) DO UPDATE
       SET currency = excluded.currency, impressions = excluded.impressions, clicks = excluded.clicks,
           cost_micros = excluded.cost_micros, conversions_micros = excluded.conversions_micros,
           value_micros = excluded.value_micros, updated_at = now()
  )
  SELECT DISTINCT campaign_id AS "campaignId", platform, date FROM changed`,
  { campaignId: uuid, platform: text, date: day },
);

export type FactStore = ReturnType<typeof factStore>;

/** Saves facts. Each write brings the roll-ups up to date in its own transaction. */
export function factStore(database: Database) {
  return {
    /**
     * Saves facts with distinct keys, all or none. Saving the same facts again changes nothing. Returns the fact
     * version.
     */
    save: (organizationId: string, facts: readonly Fact[]): Promise<number> =>
      database.transaction((tx) => saveFacts(tx, organizationId, facts)),
  };
}

/**
 * Saves facts within the caller's transaction. It locks the organisation's fact version first: one writer at a time, so
 * that roll-ups are computed from facts that no other transaction is changing.
 */
export async function saveFacts(tx: Tx, organizationId: string, facts: readonly Fact[]): Promise<number> {
  const version = await lockVersion(tx, organizationId);
  const changedDays: ChangedDay[] = [];
  try {
    for (let start = 0; start < facts.length; start += BATCH) {
      const batch = JSON.stringify(facts.slice(start, start + BATCH).map(asRecord));
      const days = await tx.query(UPSERT, [organizationId, batch, version + 1]);
      for (const day of days) changedDays.push(day);
    }
    if (changedDays.length === 0) return version;
    await rollUp(tx, organizationId, changedDays, version + 1);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error;
    throw invalidField('rows', 'SUM_TOO_LARGE', 'The figures of one campaign and day add up too high.');
  }
  return version + 1;
}

/**
 * Locks the fact version. It also switches off cached query plans for this transaction: a plan that PostgreSQL made
 * while the tables were empty would be very slow once they are full.
 */
const LOCK = statement(
  `SELECT version, set_config('plan_cache_mode', 'force_custom_plan', true) AS plans
   FROM fact_versions WHERE organization_id = $1 FOR UPDATE`,
  { version: integer, plans: text },
);

/** Locks the organisation's fact version until the transaction ends and returns it. */
export async function lockVersion(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.query(LOCK, [organizationId]);
  if (row) return row.version;
  await tx.execute('INSERT INTO fact_versions (organization_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    organizationId,
  ]);
  const [inserted] = await tx.query(LOCK, [organizationId]);
  return inserted?.version ?? 0;
}

const asRecord = (fact: Fact) => ({
  campaign_id: fact.campaignId,
  platform: fact.platform,
  date: fact.date,
  hour: fact.hour,
  ad_group: fact.adGroup,
  ad: fact.ad,
  keyword: fact.keyword,
  grain: fact.grain,
  currency: fact.currency,
  impressions: fact.impressions,
  clicks: fact.clicks,
  cost_micros: fact.costMicros,
  conversions_micros: fact.conversionsMicros,
  value_micros: fact.valueMicros,
});
