import type { Tx } from '../../../../storage/database.ts';
import { day, statement, text, uuid } from '../../../../storage/statement.ts';
import { eachFigure } from './figures.ts';

const IN_FIGURES = eachFigure((figure) => figure);

/**
 * Adds up again the blocks of the changed days: of each campaign, platform and currency which days have figures, and the sums of
 * these days so far (migration 0010). The roll-ups of each block are looked up by themselves, by campaign and days. It
 * answers with the blocks whose days have no figures any more.
 */
const ADD_UP = statement(
  `
  WITH touched AS MATERIALIZED (
    SELECT DISTINCT t.date - (t.date - '1970-01-01'::date) % 32 AS first_day, t.campaign_id
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, date date)
  ), blocks AS MATERIALIZED (
    SELECT first_day, campaign_id, platform, currency, bit_or(1::bigint << (date - first_day)) AS days,
           ${eachFigure((figure) => `array_agg(${figure} ORDER BY date) AS ${figure}`)}
      FROM (
        SELECT t.first_day, t.campaign_id, r.platform, r.currency, r.date,
               ${eachFigure((figure) => `(sum(r.${figure}) OVER so_far)::bigint AS ${figure}`)}
          FROM touched t CROSS JOIN LATERAL (
            SELECT platform, currency, date, ${IN_FIGURES} FROM daily_rollups
             WHERE organization_id = $1 AND campaign_id = t.campaign_id
               AND date BETWEEN t.first_day AND t.first_day + 31
            OFFSET 0) r
        WINDOW so_far AS (PARTITION BY t.first_day, t.campaign_id, r.platform, r.currency ORDER BY r.date)) sums
     GROUP BY first_day, campaign_id, platform, currency
  ), saved AS (
    INSERT INTO campaign_blocks (organization_id, first_day, campaign_id, platform, currency, days, ${IN_FIGURES})
    SELECT $1, first_day, campaign_id, platform, currency, days, ${IN_FIGURES} FROM blocks
    ON CONFLICT (organization_id, first_day, campaign_id, platform, currency) DO UPDATE
       SET days = excluded.days, ${eachFigure((figure) => `${figure} = excluded.${figure}`)}
  )
  SELECT o.first_day AS "firstDay", o.campaign_id AS "campaignId", o.platform, o.currency
    FROM touched t
   CROSS JOIN LATERAL (
     SELECT b.first_day, b.campaign_id, b.platform, b.currency FROM campaign_blocks b
      WHERE b.organization_id = $1 AND b.first_day = t.first_day AND b.campaign_id = t.campaign_id
     OFFSET 0
   ) o
   WHERE NOT EXISTS (SELECT 1 FROM blocks f WHERE f.first_day = o.first_day AND f.campaign_id = o.campaign_id
                        AND f.platform = o.platform AND f.currency = o.currency)`,
  { firstDay: day, campaignId: uuid, platform: text, currency: text },
);

/** One row by its whole key, as in rollups.ts. */
const DELETE = `
  DELETE FROM campaign_blocks
   WHERE organization_id = $1 AND first_day = $2 AND campaign_id = $3 AND platform = $4 AND currency = $5`;

/**
 * Brings the blocks of a batch of changed days up to date with their roll-ups, which an earlier statement of the same
 * transaction has written. @param batch days as rollups.ts `batchesOf` writes them
 */
export async function addUpSummaries(tx: Tx, organizationId: string, batch: string): Promise<void> {
  for (const gone of await tx.query(ADD_UP, [organizationId, batch]))
    await tx.execute(DELETE, [organizationId, gone.firstDay, gone.campaignId, gone.platform, gone.currency]);
}
