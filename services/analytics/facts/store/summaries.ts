import type { Tx } from '../../../../storage/database.ts';
import { day, integer, statement, text, uuid } from '../../../../storage/statement.ts';
import { eachFigure, sums } from './figures.ts';

const IN_FIGURES = eachFigure((figure) => figure);

/**
 * Adds up the roll-ups of the changed days' spans again, of 4 and of 16 days. Each span is looked up by itself, by
 * campaign and days. It answers with the summaries whose days have no figures any more.
 */
const ADD_UP = statement(
  `
  WITH touched AS MATERIALIZED (
    SELECT DISTINCT span::smallint AS span, t.date - (t.date - '1970-01-01'::date) % span AS first_day, t.campaign_id
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, date date) CROSS JOIN (VALUES (4), (16)) AS spans (span)
  ), fresh AS MATERIALIZED (
    SELECT t.span, t.first_day, t.campaign_id, f.*
      FROM touched t CROSS JOIN LATERAL (
        SELECT platform, currency, max(date) AS last_day, ${sums()}
          FROM daily_rollups
         WHERE organization_id = $1 AND campaign_id = t.campaign_id
           AND date BETWEEN t.first_day AND t.first_day + (t.span - 1)
         GROUP BY platform, currency) f
  ), saved AS (
    INSERT INTO campaign_spans (organization_id, span, first_day, campaign_id, platform, currency, last_day, ${IN_FIGURES})
    SELECT $1, span, first_day, campaign_id, platform, currency, last_day, ${IN_FIGURES} FROM fresh
    ON CONFLICT (organization_id, span, first_day, campaign_id, platform, currency) DO UPDATE
       SET last_day = excluded.last_day, ${eachFigure((figure) => `${figure} = excluded.${figure}`)}
  )
  SELECT o.span, o.first_day AS "firstDay", o.campaign_id AS "campaignId", o.platform, o.currency
    FROM touched t
   CROSS JOIN LATERAL (
     SELECT s.span, s.first_day, s.campaign_id, s.platform, s.currency FROM campaign_spans s
      WHERE s.organization_id = $1 AND s.span = t.span AND s.first_day = t.first_day AND s.campaign_id = t.campaign_id
     OFFSET 0
   ) o
   WHERE NOT EXISTS (SELECT 1 FROM fresh f WHERE f.span = o.span AND f.first_day = o.first_day
                        AND f.campaign_id = o.campaign_id AND f.platform = o.platform AND f.currency = o.currency)`,
  { span: integer, firstDay: day, campaignId: uuid, platform: text, currency: text },
);

/** One row by its whole key, as in rollups.ts. */
const DELETE = `
  DELETE FROM campaign_spans
   WHERE organization_id = $1 AND span = $2 AND first_day = $3 AND campaign_id = $4 AND platform = $5 AND currency = $6`;

/**
 * Brings the summaries of a batch of changed days up to date with their roll-ups, which an earlier statement of the same
 * transaction has written. @param batch days as rollups.ts `batchesOf` writes them
 */
export async function addUpSummaries(tx: Tx, organizationId: string, batch: string): Promise<void> {
  for (const gone of await tx.query(ADD_UP, [organizationId, batch]))
    await tx.execute(DELETE, [
      organizationId,
      gone.span,
      gone.firstDay,
      gone.campaignId,
      gone.platform,
      gone.currency,
    ]);
}
