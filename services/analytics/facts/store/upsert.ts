import type { Tx } from '../../../../storage/database.ts';
import { boolean, day, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Fact } from '../domain/fact.ts';
import { asRecord, FACT_COLUMNS } from './fact-record.ts';
import { eachFigure, FIGURES, NEVER_TOLD, sums } from './figures.ts';
import { addMoves, MOVES, recountGroups } from './group-sums.ts';
import { batchesOf, type ChangedDay } from './rollups.ts';
import { forBoth, type SharedSums } from './shared-sums.ts';

/** How many facts one statement takes. */
const BATCH = 5_000;

const KEY = 'campaign_id, platform, date, hour, breakdown';
const IN_FIGURES = eachFigure((figure) => figure);
const WAS_FIGURES = eachFigure((figure) => `was_${figure}`);

/** When each figure of a stored fact was told: NULL in `told` where all of them were told with its version (migration 0006). */
const toldAt = (index: number) => `coalesce(f.told[${index + 1}], f.version)`;

/** The same of the fact that is saved. */
const TOLD = `CASE WHEN num_nulls(${eachFigure((figure) => `s.${figure}`)}) > 0 THEN ARRAY[${FIGURES.map(
  (figure, index) =>
    `CASE WHEN s.${figure} IS NOT NULL THEN $3::bigint WHEN f.currency IS NULL THEN ${NEVER_TOLD}
          ELSE ${toldAt(index)} END`,
).join(', ')}] END`;

/** Gone is what a telling says to be gone, unless a figure that it does not tell is known from another one. */
const GONE = `coalesce(s.gone, false) AND (f.currency IS NULL OR f.gone OR (${FIGURES.map(
  (figure, index) => `(s.${figure} IS NOT NULL OR ${toldAt(index)} = ${NEVER_TOLD})`,
).join(' AND ')}))`;

/** Whether a figure that is told again was never told, or rests on an import that may be taken back (store/telling.ts). */
const RESTS = FIGURES.map(
  (figure, index) =>
    `s.${figure} IS NOT NULL AND (${toldAt(index)} = ${NEVER_TOLD} OR $4::int8multirange @> ${toldAt(index)})`,
).join(' OR ');

/** Which figures of the fact were told at all, as bits. */
const MEASURED = FIGURES.map(
  (figure, index) =>
    `CASE WHEN s.${figure} IS NOT NULL OR coalesce(${toldAt(index)}, ${NEVER_TOLD}) <> ${NEVER_TOLD} THEN ${2 ** index} ELSE 0 END`,
).join(' + ');

/**
 * Saves facts: what they replace goes to `fact_revisions`, and what they change is added to `grain_days` and to the
 * summaries by ad group. It answers with the days that changed; `regrouped`: which need their ad groups counted anew.
 *
 * Each step is MATERIALIZED and the stored fact is looked up in a LATERAL with a LIMIT, because neither may be left to the
 * planner. Under row-level security an `md5()` inside the lookup could not be a condition of the index, so that each row
 * would read its whole campaign and day. And statistics do not know an organisation that is new: the planner then takes its
 * facts for a handful and reads all of them for each batch. This form has one plan: one descent of the key for each row.
 */
const UPSERT = `
  WITH sent AS MATERIALIZED (
    SELECT r.*, md5(r.ad_group || chr(31) || r.ad || chr(31) || r.keyword)::uuid AS breakdown
      FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS})
  ), changed AS MATERIALIZED (
    SELECT * FROM (
      SELECT s.campaign_id, s.platform, s.date, s.hour, s.ad_group, s.ad, s.keyword, s.breakdown, s.grain, s.currency,
             ${eachFigure((figure) => `coalesce(s.${figure}, f.${figure}, 0) AS ${figure}`)},
             ${TOLD} AS told, ${GONE} AS gone, (${MEASURED})::smallint AS measures, coalesce(${RESTS}, false) AS rests, f.version AS was_version,
             f.told AS was_told, f.gone AS was_gone, f.currency AS was_currency,
             ${eachFigure((figure) => `f.${figure} AS was_${figure}`)}
        FROM sent s
        LEFT JOIN LATERAL (
          SELECT m.currency, m.version, m.told, m.gone, ${eachFigure((figure) => `m.${figure}`)} FROM metric_facts m
           WHERE m.organization_id = $1 AND m.campaign_id = s.campaign_id AND m.platform = s.platform
             AND m.date = s.date AND m.hour = s.hour AND m.breakdown = s.breakdown
           LIMIT 1
        ) f ON true
    ) compared
     WHERE was_currency IS NULL OR rests
        OR (currency, gone, ${IN_FIGURES}) IS DISTINCT FROM (was_currency, was_gone, ${WAS_FIGURES})
  ), kept AS (
    INSERT INTO fact_revisions (organization_id, ${KEY}, replaced_by_version, currency, ${IN_FIGURES}, gone, grouped,
           version, told)
    SELECT $1, ${KEY}, $3, was_currency, ${WAS_FIGURES}, was_gone, campaign_id = ANY($5::uuid[]), was_version, was_told
      FROM changed WHERE was_currency IS NOT NULL
    ON CONFLICT DO NOTHING
  ), saved AS (
    INSERT INTO metric_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain,
           currency, ${IN_FIGURES}, version, told, gone)
    SELECT $1, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency, ${IN_FIGURES}, $3, told, gone
      FROM changed
    ON CONFLICT (organization_id, ${KEY}) DO UPDATE
       SET currency = excluded.currency, ${eachFigure((figure) => `${figure} = excluded.${figure}`)},
           version = excluded.version, told = excluded.told, gone = excluded.gone, updated_at = now()
  ), changes AS MATERIALIZED (
    SELECT campaign_id, platform, date, grain, ad_group, currency, sum(facts)::bigint AS facts, bit_or(measures) AS measures,
           ${sums()}
      FROM (SELECT campaign_id, platform, date, grain, ad_group, currency, CASE WHEN gone THEN 0 ELSE 1 END AS facts,
                   ${IN_FIGURES}, measures
              FROM changed
            UNION ALL
            SELECT campaign_id, platform, date, grain, ad_group, was_currency, CASE WHEN was_gone THEN 0 ELSE -1 END,
                   ${eachFigure((figure) => `-was_${figure}`)}, 0::smallint
              FROM changed WHERE was_currency IS NOT NULL) both_sides
     GROUP BY campaign_id, platform, date, grain, ad_group, currency
  ), summed AS (
    INSERT INTO grain_days AS d (organization_id, campaign_id, platform, date, grain, currency, facts, ${IN_FIGURES}, told,
           measures)
    SELECT $1, campaign_id, platform, date, grain, currency, sum(facts)::bigint, ${sums()}, $3, bit_or(measures)
      FROM changes GROUP BY campaign_id, platform, date, grain, currency
    ON CONFLICT (organization_id, campaign_id, platform, date, grain, currency) DO UPDATE
       SET facts = d.facts + excluded.facts, told = excluded.told, measures = d.measures | excluded.measures,
           ${eachFigure((figure) => `${figure} = d.${figure} + excluded.${figure}`)}
  ), ${MOVES}`;
const CHANGED = `  SELECT DISTINCT campaign_id AS "campaignId", platform, date, was IS DISTINCT FROM grain_now AND was IS NOT NULL AS regrouped
    FROM changed LEFT JOIN (SELECT campaign_id, platform, date, was, grain AS grain_now FROM tops) t
         USING (campaign_id, platform, date)`;
const UPSERTS = forBoth((shared) =>
  statement(`${UPSERT}, ${addMoves(shared)} ${CHANGED}`, {
    campaignId: uuid,
    platform: text,
    date: day,
    regrouped: boolean,
  }),
);

/** How facts are told. */
export type Telling = {
  organizationId: string;
  /** The fact version that the facts get. */
  version: number;
  /** The versions of imports that may be taken back, as a multirange. */
  undoable: string;
  /** Campaigns of which linked campaigns' figures count: their facts are the newest of what was told of each. */
  groups: readonly string[];
  shared: SharedSums;
};

/** Saves facts with distinct keys as the figures of their campaigns. Answers the days that changed; sums follow (rollups.ts). */
export async function upsertFacts(
  tx: Tx,
  { organizationId, version, undoable, groups, shared }: Telling,
  facts: readonly Fact[],
): Promise<ChangedDay[]> {
  const changedDays: ChangedDay[] = [];
  for (let start = 0; start < facts.length; start += BATCH) {
    const batch = JSON.stringify(facts.slice(start, start + BATCH).map(asRecord));
    const days = await tx.query(UPSERTS[shared], [organizationId, batch, version, undoable, groups]);
    for (const day of days) changedDays.push(day);
    for (const regrouped of batchesOf(days.filter((changed) => changed.regrouped)))
      await recountGroups(tx, organizationId, regrouped, shared);
  }
  return changedDays;
}
