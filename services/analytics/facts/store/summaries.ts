import type { Tx } from '../../../../storage/database.ts';
import { integer, statement } from '../../../../storage/statement.ts';
import type { ChangedDay } from './rollups.ts';

const BATCH = 2_000;

/**
 * Adds up the roll-ups of the changed days' spans again, of 4 and of 16 days. Each span is looked up by itself, by
 * campaign and days. It answers how many summaries are gone because their days have no figures any more.
 */
const ADD_UP = statement(
  `
  WITH touched AS MATERIALIZED (
    SELECT DISTINCT span::smallint AS span, t.date - (t.date - '1970-01-01'::date) % span AS first_day, t.campaign_id
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, date date) CROSS JOIN (VALUES (4), (16)) AS spans (span)
  ), fresh AS MATERIALIZED (
    SELECT t.span, t.first_day, t.campaign_id, f.*
      FROM touched t CROSS JOIN LATERAL (
        SELECT platform, currency, max(date) AS last_day, sum(impressions) AS impressions, sum(clicks) AS clicks, sum(cost_micros) AS cost,
               sum(conversions_micros) AS conversions, sum(value_micros) AS value
          FROM daily_rollups
         WHERE organization_id = $1 AND campaign_id = t.campaign_id
           AND date BETWEEN t.first_day AND t.first_day + (t.span - 1)
         GROUP BY platform, currency) f
  ), saved AS (
    INSERT INTO campaign_spans (organization_id, span, first_day, campaign_id, platform, currency, last_day, impressions,
                                clicks, cost_micros, conversions_micros, value_micros)
    SELECT $1, span, first_day, campaign_id, platform, currency, last_day, impressions, clicks, cost, conversions, value FROM fresh
    ON CONFLICT (organization_id, span, first_day, campaign_id, platform, currency) DO UPDATE
       SET last_day = excluded.last_day, impressions = excluded.impressions, clicks = excluded.clicks, cost_micros = excluded.cost_micros,
           conversions_micros = excluded.conversions_micros, value_micros = excluded.value_micros
  ), gone AS (
    DELETE FROM campaign_spans s
     USING (SELECT o.span, o.first_day, o.campaign_id, o.platform, o.currency
              FROM touched t CROSS JOIN LATERAL (
                SELECT * FROM campaign_spans
                 WHERE organization_id = $1 AND span = t.span AND first_day = t.first_day
                   AND campaign_id = t.campaign_id OFFSET 0) o
            EXCEPT
            SELECT span, first_day, campaign_id, platform, currency FROM fresh) lost
     WHERE s.organization_id = $1 AND s.span = lost.span AND s.first_day = lost.first_day
       AND s.campaign_id = lost.campaign_id AND s.platform = lost.platform AND s.currency = lost.currency
    RETURNING 1
  )
  SELECT count(*) AS gone FROM gone`,
  { gone: integer },
);

/**
 * Brings the summaries of the changed days up to date with their roll-ups, which an earlier statement of the same
 * transaction has written.
 */
export async function addUpSummaries(
  tx: Tx,
  organizationId: string,
  days: readonly ChangedDay[],
): Promise<void> {
  for (let start = 0; start < days.length; start += BATCH) {
    const records = days
      .slice(start, start + BATCH)
      .map(({ campaignId, date }) => ({ campaign_id: campaignId, date }));
    await tx.query(ADD_UP, [organizationId, JSON.stringify(records)]);
  }
}
