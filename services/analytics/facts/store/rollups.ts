import type { Tx } from '../../../../storage/database.ts';
import { day, statement, text, uuid } from '../../../../storage/statement.ts';
import { bitOf, eachFigure, type Figure, FIGURES, sums } from './figures.ts';
import { forBoth, type SharedSums } from './shared-sums.ts';
import { addUpSummaries } from './summaries.ts';

/** A campaign, platform and day whose facts have changed. */
export type ChangedDay = { readonly campaignId: string; readonly platform: string; readonly date: string };

const BATCH = 5_000;

const IN_FIGURES = eachFigure((figure) => figure);

/** What may be compared of two grains is what both tell. */
const TELLS_AS_MUCH = (['impressions', 'clicks', 'cost_micros'] as const)
  .map((figure) => `(f.measures & c.measures & ${bitOf(figure)} = 0 OR f.${figure} >= c.${figure})`)
  .join(' AND ');

/**
 * The grain of which a figure counts. It is the coarsest that tells it, because finer ones are often told of a part only; unless a
 * finer one was told whole after the coarsest was told, and tells as much. A campaign that a later telling of its account does not
 * have has the coarsest grain without facts: what was told before that does not count.
 */
const grainOf = (figure: Figure) => `(
  SELECT coalesce(
    (SELECT f.grain FROM grains f
      WHERE f.grain > c.grain AND f.measures & ${bitOf(figure)} > 0
        AND CASE WHEN c.facts = 0 THEN f.told > c.whole ELSE f.whole > c.told AND ${TELLS_AS_MUCH} END
      ORDER BY CASE WHEN c.facts = 0 THEN f.grain END, f.whole DESC, f.grain LIMIT 1), c.grain)
    FROM (SELECT * FROM grains WHERE measures & ${bitOf(figure)} > 0 ORDER BY grain LIMIT 1) c)`;

/** The grain of each figure of a day `t` that has facts of several. */
const GRAINS = `
  WITH grains AS MATERIALIZED (
    SELECT grain, sum(facts) AS facts, greatest(max(told), max(whole)) AS told, max(whole) AS whole,
           bit_or(measures) AS measures, ${sums()}
      FROM grain_days
     WHERE organization_id = $1 AND campaign_id = t.campaign_id AND platform = t.platform AND date = t.date
     GROUP BY grain HAVING sum(facts) > 0 OR grain = 0 AND max(whole) > 0
  )
  SELECT ARRAY[${eachFigure(grainOf)}]`;

const DAY_COLUMNS = `(organization_id, date, platform, currency, ${IN_FIGURES}, rollups)`;
/** Adds to the organisation's days, where they meet what is there. */
const ADDED = `
    ON CONFLICT (organization_id, date, platform, currency) DO UPDATE
       SET ${eachFigure((figure) => `${figure} = d.${figure} + excluded.${figure}`)}, rollups = d.rollups + excluded.rollups`;
/** Adds the rows of `moved` to the organisation's days, and stores the fact version; or leaves both to the end of a long writing. */
const ADD_DAYS: Record<SharedSums, string> = {
  now: `
    INSERT INTO organization_days AS d ${DAY_COLUMNS}
    SELECT $1, date, platform, currency, ${IN_FIGURES}, rollups FROM moved ${ADDED}
  ), versioned AS (
    UPDATE fact_versions
       SET version = $3, last_fact_at = clock_timestamp(),
           last_day = greatest(last_day, (SELECT max(date) FROM touched))
     WHERE organization_id = $1`,
  later: `
    INSERT INTO organization_day_moves ${DAY_COLUMNS}
    SELECT $1, date, platform, currency, ${IN_FIGURES}, rollups FROM moved`,
};

const ADD_NOTED = `
  WITH noted AS (DELETE FROM organization_day_moves WHERE organization_id = $1 RETURNING *)
    INSERT INTO organization_days AS d ${DAY_COLUMNS}
    SELECT $1, date, platform, currency, ${eachFigure((figure) => `sum(${figure})::bigint`)}, sum(rollups)::bigint FROM noted
     GROUP BY date, platform, currency ${ADDED}`;

/** Adds to the organisation's days what a long writing has noted. The caller holds the lock on the fact version. */
export async function addNotedDays(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(ADD_NOTED, [organizationId]);
}

/**
 * Computes the roll-ups of the changed days from `grain_days`, and adds the difference to the organisation's days. What a day had is looked up in a LATERAL that the planner cannot flatten: one
 * descent of the key for each day, also where statistics do not know the organisation. What a
 * day counted until now is kept in `rollup_revisions`. It answers with the roll-ups of currencies that a day no longer has.
 */
const ROLL_UP = `
  WITH touched AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), fresh AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, day.*
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT currency, ${FIGURES.map((figure, index) => `coalesce(sum(${figure}) FILTER (WHERE grain = counts[${index + 1}]), 0)::bigint AS ${figure}`).join(', ')}
         FROM (
           SELECT told.*, CASE WHEN coarsest = finest THEN array_fill(grain, ARRAY[${FIGURES.length}]) ELSE (${GRAINS}) END AS counts
             FROM (
               SELECT g.currency, ${eachFigure((figure) => `g.${figure}`)}, g.grain, g.facts,
                      min(g.grain) OVER () AS coarsest, max(g.grain) OVER () AS finest
                 FROM grain_days g
                WHERE g.organization_id = $1 AND g.campaign_id = t.campaign_id AND g.platform = t.platform
                  AND g.date = t.date AND (g.facts > 0 OR g.grain = 0 AND g.whole > 0)
             ) told
         ) chosen
        WHERE facts > 0 AND (grain = ANY(counts) OR grain = coarsest AND array_remove(counts, NULL) = '{}')
        GROUP BY currency
     ) day
  ), stale AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, day.currency, ${eachFigure((figure) => `day.${figure}`)}
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT r.currency, ${eachFigure((figure) => `r.${figure}`)} FROM daily_rollups r
        WHERE r.organization_id = $1 AND r.date = t.date AND r.campaign_id = t.campaign_id AND r.platform = t.platform
       OFFSET 0
     ) day
  ), saved AS (
    INSERT INTO daily_rollups (organization_id, date, campaign_id, platform, currency, ${IN_FIGURES})
    SELECT $1, date, campaign_id, platform, currency, ${IN_FIGURES} FROM fresh
    ON CONFLICT (organization_id, date, campaign_id, platform, currency) DO UPDATE
       SET ${eachFigure((figure) => `${figure} = excluded.${figure}`)}
  ), kept AS (
    INSERT INTO rollup_revisions (organization_id, date, campaign_id, platform, currency, replaced_by_version, replaced_at,
           ${IN_FIGURES})
    SELECT $1, date, campaign_id, platform, currency, $3, clock_timestamp(), ${eachFigure((figure) => `s.${figure}`)}
      FROM fresh f FULL JOIN stale s USING (date, campaign_id, platform, currency)
     WHERE (${eachFigure((figure) => `f.${figure}`)}) IS DISTINCT FROM (${eachFigure((figure) => `s.${figure}`)})
    ON CONFLICT DO NOTHING
  ), moved AS (
    SELECT date, platform, currency, ${sums()}, sum(rollups)::bigint AS rollups
      FROM (SELECT date, platform, currency, ${IN_FIGURES}, 1 AS rollups FROM fresh
            UNION ALL
            SELECT date, platform, currency, ${eachFigure((figure) => `-${figure}`)}, -1 FROM stale) both_sides
     GROUP BY date, platform, currency
  )`;
const STALE = `SELECT s.date, s.campaign_id AS "campaignId", s.platform, s.currency FROM stale s
   WHERE NOT EXISTS (SELECT 1 FROM fresh f WHERE f.date = s.date AND f.campaign_id = s.campaign_id
                        AND f.platform = s.platform AND f.currency = s.currency)`;
const ROLL_UPS = forBoth((shared) =>
  statement(`${ROLL_UP}, days AS (${ADD_DAYS[shared]}) ${STALE}`, {
    date: day,
    campaignId: uuid,
    platform: text,
    currency: text,
  }),
);

/** One row by its whole key: a list of keys may be joined in any way, also by reading all of the organisation. */
const DELETE = `
  DELETE FROM daily_rollups
   WHERE organization_id = $1 AND date = $2 AND campaign_id = $3 AND platform = $4 AND currency = $5`;

/**
 * Brings the roll-ups of the changed days up to date with `grain_days`, to which the caller has added what it changed, and
 * stores the new fact version, which a long writing leaves to its end.
 */
export async function applySums(
  tx: Tx,
  organizationId: string,
  changedDays: readonly ChangedDay[],
  version: number,
  shared: SharedSums,
): Promise<void> {
  const batches = batchesOf(changedDays);
  for (const batch of batches) {
    for (const gone of await tx.query(ROLL_UPS[shared], [organizationId, batch, version]))
      await tx.execute(DELETE, [organizationId, gone.date, gone.campaignId, gone.platform, gone.currency]);
  }
  for (const batch of batches) await addUpSummaries(tx, organizationId, batch);
}

/** Each day once, as the JSON of some thousand records. */
export function batchesOf(changedDays: readonly ChangedDay[]): string[] {
  const days = new Map(changedDays.map((day) => [`${day.campaignId} ${day.platform} ${day.date}`, day]));
  const records = [...days.values()].map((day) => ({
    campaign_id: day.campaignId,
    platform: day.platform,
    date: day.date,
  }));
  const batches: string[] = [];
  for (let start = 0; start < records.length; start += BATCH)
    batches.push(JSON.stringify(records.slice(start, start + BATCH)));
  return batches;
}
