import type { Tx } from '../../../../storage/database.ts';

/** A campaign, platform and day whose facts have changed. */
export type ChangedDay = { readonly campaignId: string; readonly platform: string; readonly date: string };

const BATCH = 5_000;

const sums = (table: string) => `
  sum(${table}impressions)::bigint AS impressions, sum(${table}clicks)::bigint AS clicks,
  sum(${table}cost_micros)::bigint AS cost_micros, sum(${table}conversions_micros)::bigint AS conversions_micros,
  sum(${table}value_micros)::bigint AS value_micros`;
const FIGURES = 'impressions, clicks, cost_micros, conversions_micros, value_micros';
const set = (value: (figure: string) => string) =>
  FIGURES.split(', ')
    .map((figure) => `${figure} = ${value(figure)}`)
    .join(', ');

/**
 * Recomputes the roll-ups of the changed days from their facts (of the coarsest grain only), and adds the difference to
 * the organisation's days. The facts must have been written by an earlier statement of the same transaction.
 */
const ROLL_UP = `
  WITH touched AS (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), fresh AS (
    SELECT t.campaign_id, t.platform, t.date, day.*
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT f.currency, ${sums('f.')} FROM metric_facts f
        WHERE f.organization_id = $1 AND f.campaign_id = t.campaign_id AND f.platform = t.platform AND f.date = t.date
          AND f.grain = (SELECT min(g.grain) FROM metric_facts g
                          WHERE g.organization_id = $1 AND g.campaign_id = t.campaign_id AND g.platform = t.platform
                            AND g.date = t.date)
        GROUP BY f.currency
     ) day
  ), stale AS (
    SELECT r.* FROM touched t
      JOIN daily_rollups r ON r.organization_id = $1 AND r.date = t.date AND r.campaign_id = t.campaign_id
           AND r.platform = t.platform
  ), gone AS (
    DELETE FROM daily_rollups r USING stale s
     WHERE r.organization_id = $1 AND r.date = s.date AND r.campaign_id = s.campaign_id AND r.platform = s.platform
       AND r.currency = s.currency
       AND NOT EXISTS (SELECT 1 FROM fresh f WHERE f.date = s.date AND f.campaign_id = s.campaign_id
                          AND f.platform = s.platform AND f.currency = s.currency)
  ), saved AS (
    INSERT INTO daily_rollups (organization_id, date, campaign_id, platform, currency, ${FIGURES})
    SELECT $1, date, campaign_id, platform, currency, ${FIGURES} FROM fresh
    ON CONFLICT (organization_id, date, campaign_id, platform, currency) DO UPDATE
       SET ${set((figure) => `excluded.${figure}`)}
  ), moved AS (
    SELECT date, platform, currency, ${sums('')}, sum(rollups)::bigint AS rollups
      FROM (SELECT date, platform, currency, ${FIGURES}, 1 AS rollups FROM fresh
            UNION ALL
            SELECT date, platform, currency, -impressions, -clicks, -cost_micros, -conversions_micros, -value_micros, -1
              FROM stale) both_sides
     GROUP BY date, platform, currency
  ), days AS (
    INSERT INTO organization_days AS d (organization_id, date, platform, currency, ${FIGURES}, rollups)
    SELECT $1, date, platform, currency, ${FIGURES}, rollups FROM moved
    ON CONFLICT (organization_id, date, platform, currency) DO UPDATE
       SET ${set((figure) => `d.${figure} + excluded.${figure}`)}, rollups = d.rollups + excluded.rollups
  )
  UPDATE fact_versions
     SET version = $3, last_fact_at = clock_timestamp(),
         last_day = greatest(last_day, (SELECT max(date) FROM touched))
   WHERE organization_id = $1`;

/** Recomputes the roll-ups of the changed days and stores the new fact version. */
export async function rollUp(
  tx: Tx,
  organizationId: string,
  changedDays: readonly ChangedDay[],
  version: number,
): Promise<void> {
  const days = new Map(changedDays.map((day) => [`${day.campaignId} ${day.platform} ${day.date}`, day]));
  const records = [...days.values()].map((day) => ({
    campaign_id: day.campaignId,
    platform: day.platform,
    date: day.date,
  }));
  for (let start = 0; start < records.length; start += BATCH) {
    await tx.execute(ROLL_UP, [organizationId, JSON.stringify(records.slice(start, start + BATCH)), version]);
  }
}
