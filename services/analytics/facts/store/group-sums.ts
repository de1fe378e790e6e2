import type { Tx } from '../../../../storage/database.ts';
import { eachFigure, sums } from './figures.ts';
import { forBoth, type SharedSums } from './shared-sums.ts';

const IN_FIGURES = eachFigure((figure) => figure);
/** Adds rows of `spans` to those over all campaigns, now or later. */
const NAMES = (table: string) => `
    INSERT INTO ${table} AS s (organization_id, span, first_day, platform, ad_group, currency, facts, ${IN_FIGURES})
    SELECT $1, span, first_day, platform, ad_group, currency, sum(facts), ${eachFigure((figure) => `sum(${figure})`)}
      FROM spans GROUP BY span, first_day, platform, ad_group, currency`;
/** Where rows over all campaigns meet one that is there. */
const ADDED = `
    ON CONFLICT (organization_id, span, first_day, platform, ad_group, currency) DO UPDATE
       SET facts = s.facts + excluded.facts, ${eachFigure((figure) => `${figure} = s.${figure} + excluded.${figure}`)}`;
const ADD_NAMES: Record<SharedSums, string> = {
  now: `${NAMES('organization_groups')} ${ADDED}`,
  later: NAMES('organization_group_moves'),
};

const SPAN = `span, date - (date - '1970-01-01'::date) % span AS first_day`;

/**
 * CTEs that add the rows of `moves` (campaign_id, platform, date, ad_group, currency, how many facts, figures) to the summaries
 * by ad group (migration 0010): over 1, 8 and 64 days, of each campaign and of all. $1 the organisation.
 */
export const addMoves = (shared: SharedSums) => `
  spans AS MATERIALIZED (
    SELECT ${SPAN}, campaign_id, platform, ad_group, currency, sum(facts)::bigint AS facts, ${sums()}
      FROM moves CROSS JOIN (VALUES (1::smallint), (8), (64)) spans (span)
     GROUP BY 1, 2, 3, 4, 5, 6
  ), groups AS (
    INSERT INTO group_spans AS s (organization_id, span, first_day, campaign_id, platform, ad_group, currency, facts,
           ${IN_FIGURES})
    SELECT $1, span, first_day, campaign_id, platform, ad_group, currency, facts, ${IN_FIGURES} FROM spans
    ON CONFLICT (organization_id, span, first_day, campaign_id, platform, ad_group, currency) DO UPDATE
       SET facts = s.facts + excluded.facts, ${eachFigure((figure) => `${figure} = s.${figure} + excluded.${figure}`)}
  ), names AS (${ADD_NAMES[shared]}
  )`;

/**
 * The CTE `moves` for a batch of facts: `changes` has what changes by ad group of each grain. Of a day only the facts of the coarsest
 * grain with ad groups count. `tops`: which grain that was and is. A day where it is another one than before is left out here, and
 * counted anew (recountGroups).
 */
export const MOVES = `
  grains AS MATERIALIZED (
    SELECT campaign_id, platform, date, grain, sum(facts) AS facts
      FROM changes WHERE grain & 1 = 1 GROUP BY campaign_id, platform, date, grain
  ), tops AS MATERIALIZED (
    SELECT campaign_id, platform, date, min(grain) FILTER (WHERE before > 0) AS was,
           min(grain) FILTER (WHERE before + more > 0) AS grain
      FROM (
        SELECT campaign_id, platform, date, grain, sum(before) AS before, sum(more) AS more
          FROM (
            SELECT campaign_id, platform, date, grain, 0 AS before, facts AS more FROM grains
            UNION ALL
            SELECT d.campaign_id, d.platform, d.date, k.grain, k.facts, 0
              FROM (SELECT DISTINCT campaign_id, platform, date FROM grains) d CROSS JOIN LATERAL (
                SELECT g.grain, g.facts FROM grain_days g
                 WHERE g.organization_id = $1 AND g.campaign_id = d.campaign_id AND g.platform = d.platform
                   AND g.date = d.date AND g.grain & 1 = 1
                OFFSET 0) k
          ) told GROUP BY campaign_id, platform, date, grain
      ) days GROUP BY campaign_id, platform, date
  ), moves AS MATERIALIZED (
    SELECT campaign_id, platform, date, ad_group, currency, facts, ${IN_FIGURES}
      FROM changes JOIN tops USING (campaign_id, platform, date, grain) WHERE was IS NULL OR was = grain
  )`;

/** The summaries by ad group of these days from their facts: what they are now less what they were. */
const RECOUNT = forBoth(
  (shared) => `
  WITH touched AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), moves AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, f.ad_group, f.currency, f.facts, ${eachFigure((figure) => `f.${figure}`)}
      FROM touched t CROSS JOIN LATERAL (
        SELECT m.ad_group, m.currency, count(*) AS facts, ${sums('m.')}
          FROM (SELECT *, min(grain) OVER () AS coarsest FROM metric_facts
                 WHERE organization_id = $1 AND campaign_id = t.campaign_id AND platform = t.platform AND date = t.date
                   AND grain & 1 = 1 AND NOT gone) m
         WHERE m.grain = m.coarsest GROUP BY m.ad_group, m.currency) f
    UNION ALL
    SELECT t.campaign_id, t.platform, t.date, s.ad_group, s.currency, -s.facts, ${eachFigure((figure) => `-s.${figure}`)}
      FROM touched t CROSS JOIN LATERAL (
        SELECT g.ad_group, g.currency, g.facts, ${eachFigure((figure) => `g.${figure}`)} FROM group_spans g
         WHERE g.organization_id = $1 AND g.span = 1 AND g.first_day = t.date AND g.campaign_id = t.campaign_id
           AND g.platform = t.platform
        OFFSET 0) s
  ), ${addMoves(shared)}
  SELECT`,
);

/** Some of what writings left to be added over all campaigns: as one row each. */
const FOLD = `
  WITH taken AS (
    DELETE FROM organization_group_moves m USING (
      SELECT span, first_day, seq FROM organization_group_moves WHERE organization_id = $1
       ORDER BY span, first_day, seq LIMIT $2) t
     WHERE m.organization_id = $1 AND m.span = t.span AND m.first_day = t.first_day AND m.seq = t.seq RETURNING m.*
  ), spans AS (SELECT * FROM taken)
  ${NAMES('organization_groups')} ${ADDED}`;

/** Adds up to `count` rows to the summaries over all campaigns; how many it wrote. The caller holds the lock on the fact version. */
export const foldMoves = (tx: Tx, organizationId: string, count: number): Promise<number> =>
  tx.execute(FOLD, [organizationId, count]);

/**
 * Counts the summaries by ad group of some days anew, however their facts were changed by earlier statements of the same transaction.
 * @param batch days as rollups.ts `batchesOf` writes them
 */
export async function recountGroups(
  tx: Tx,
  organizationId: string,
  batch: string,
  shared: SharedSums,
): Promise<void> {
  await tx.execute(RECOUNT[shared], [organizationId, batch]);
}
