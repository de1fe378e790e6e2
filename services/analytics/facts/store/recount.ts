import type { Tx } from '../../../../storage/database.ts';
import { eachFigure, sums } from './figures.ts';
import { ADD_MOVES } from './group-sums.ts';
import { applySums, batchesOf, type ChangedDay } from './rollups.ts';

const KEY = 'campaign_id, platform, date, grain, currency';
const IN_FIGURES = eachFigure((figure) => figure);

/** `grain_days` of these days from their facts; what has no facts any more becomes zero. */
const RECOUNT = `
  WITH touched AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), fresh AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, day.*
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT f.grain, f.currency, count(*) AS facts, ${sums('f.')} FROM metric_facts f
        WHERE f.organization_id = $1 AND f.campaign_id = t.campaign_id AND f.platform = t.platform AND f.date = t.date
        GROUP BY f.grain, f.currency
     ) day
  ), stale AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, day.grain, day.currency
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT g.grain, g.currency FROM grain_days g
        WHERE g.organization_id = $1 AND g.campaign_id = t.campaign_id AND g.platform = t.platform AND g.date = t.date
       OFFSET 0
     ) day
  )
  INSERT INTO grain_days (organization_id, ${KEY}, facts, ${IN_FIGURES})
  SELECT $1, ${KEY}, facts, ${IN_FIGURES} FROM fresh
  UNION ALL
  SELECT $1, ${KEY}, 0, ${eachFigure(() => '0')} FROM stale s
   WHERE NOT EXISTS (SELECT 1 FROM fresh f WHERE f.campaign_id = s.campaign_id AND f.platform = s.platform
                        AND f.date = s.date AND f.grain = s.grain AND f.currency = s.currency)
  ON CONFLICT (organization_id, ${KEY}) DO UPDATE
     SET facts = excluded.facts, ${eachFigure((figure) => `${figure} = excluded.${figure}`)}`;

/** The summaries by ad group of these days from their facts: what they are now less what they were. */
const RECOUNT_GROUPS = `
  WITH touched AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), moves AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, f.ad_group, f.currency, f.facts, ${eachFigure((figure) => `f.${figure}`)}
      FROM touched t CROSS JOIN LATERAL (
        SELECT m.ad_group, m.currency, count(*) AS facts, ${sums('m.')}
          FROM (SELECT *, min(grain) OVER () AS coarsest FROM metric_facts
                 WHERE organization_id = $1 AND campaign_id = t.campaign_id AND platform = t.platform AND date = t.date
                   AND grain & 1 = 1) m
         WHERE m.grain = m.coarsest GROUP BY m.ad_group, m.currency) f
    UNION ALL
    SELECT t.campaign_id, t.platform, t.date, s.ad_group, s.currency, -s.facts, ${eachFigure((figure) => `-s.${figure}`)}
      FROM touched t CROSS JOIN LATERAL (
        SELECT g.ad_group, g.currency, g.facts, ${eachFigure((figure) => `g.${figure}`)} FROM group_spans g
         WHERE g.organization_id = $1 AND g.span = 1 AND g.first_day = t.date AND g.campaign_id = t.campaign_id
           AND g.platform = t.platform
        OFFSET 0) s
  ), ${ADD_MOVES}
  SELECT`;

/**
 * Recomputes what is summed of these days from their facts, however those were changed, and stores the new fact version. The
 * facts must have been written by an earlier statement of the same transaction, which holds the lock on the fact version.
 */
export async function rollUp(
  tx: Tx,
  organizationId: string,
  changedDays: readonly ChangedDay[],
  version: number,
): Promise<void> {
  for (const batch of batchesOf(changedDays)) {
    await tx.execute(RECOUNT, [organizationId, batch]);
    await tx.execute(RECOUNT_GROUPS, [organizationId, batch]);
  }
  await applySums(tx, organizationId, changedDays, version);
}
