import type { Tx } from '../../../../storage/database.ts';
import { eachFigure, FIGURES, NEVER_TOLD, sums } from './figures.ts';
import { recountGroups } from './group-sums.ts';
import { applySums, batchesOf, type ChangedDay } from './rollups.ts';
import type { SharedSums } from './shared-sums.ts';

const KEY = 'campaign_id, platform, date, grain, currency';
const IN_FIGURES = eachFigure((figure) => figure);

/** Which figures of a fact were told, as bits. */
const MEASURED = FIGURES.map(
  (_, index) =>
    `CASE WHEN coalesce(f.told[${index + 1}], f.version) <> ${NEVER_TOLD} THEN ${2 ** index} ELSE 0 END`,
).join(' + ');

/** When a grain of a day was told whole last, of the campaign or of one that counts as it. */
const WHOLE = `(
  SELECT coalesce(max(w.version), 0) FROM (
    SELECT s.campaign_id UNION
    SELECT m.campaign_id FROM campaign_members m WHERE m.organization_id = $1 AND m.canonical_id = s.campaign_id) members
   CROSS JOIN LATERAL (
     SELECT version FROM whole_tellings w
      WHERE w.organization_id = $1 AND w.campaign_id = members.campaign_id AND w.platform = s.platform AND w.date = s.date
        AND w.grain = s.grain OFFSET 0) w)`;

/** `grain_days` of these days from their facts; what has no facts any more becomes zero. */
const RECOUNT = `
  WITH touched AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date
      FROM json_to_recordset($2::json) AS t(campaign_id uuid, platform text, date date)
  ), fresh AS MATERIALIZED (
    SELECT t.campaign_id, t.platform, t.date, day.*
      FROM touched t
     CROSS JOIN LATERAL (
       SELECT f.grain, f.currency, count(*) FILTER (WHERE NOT f.gone) AS facts, ${sums('f.')},
              max(greatest(f.version, (SELECT max(told) FROM unnest(f.told) told))) AS told,
              bit_or(${MEASURED})::smallint AS measures
         FROM metric_facts f
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
  INSERT INTO grain_days (organization_id, ${KEY}, facts, ${IN_FIGURES}, told, measures, whole)
  SELECT $1, ${KEY}, facts, ${IN_FIGURES}, greatest(told, 0), measures, ${WHOLE} FROM fresh s
  UNION ALL
  SELECT $1, ${KEY}, 0, ${eachFigure(() => '0')}, 0, 0, 0 FROM stale s
   WHERE NOT EXISTS (SELECT 1 FROM fresh f WHERE f.campaign_id = s.campaign_id AND f.platform = s.platform
                        AND f.date = s.date AND f.grain = s.grain AND f.currency = s.currency)
  ON CONFLICT (organization_id, ${KEY}) DO UPDATE
     SET facts = excluded.facts, ${eachFigure((figure) => `${figure} = excluded.${figure}`)}, told = excluded.told,
         measures = excluded.measures, whole = excluded.whole`;

/**
 * Recomputes what is summed of these days from their facts, however those were changed, and stores the new fact version. The
 * facts must have been written by an earlier statement of the same transaction, which holds the lock on the fact version.
 */
export async function rollUp(
  tx: Tx,
  organizationId: string,
  changedDays: readonly ChangedDay[],
  version: number,
  shared: SharedSums = 'now',
): Promise<void> {
  for (const batch of batchesOf(changedDays)) {
    await tx.execute(RECOUNT, [organizationId, batch]);
    await recountGroups(tx, organizationId, batch, shared);
  }
  await applySums(tx, organizationId, changedDays, version, shared);
}
