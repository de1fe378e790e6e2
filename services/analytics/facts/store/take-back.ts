import type { Tx } from '../../../../storage/database.ts';
import { day, integer, statement, text, uuid } from '../../../../storage/statement.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { eachFigure, FIGURES, NEVER_TOLD } from './figures.ts';
import { readGroups, readMembers } from './members.ts';
import { rollUp } from './recount.ts';
import { restate } from './regroup.ts';
import type { ChangedDay } from './rollups.ts';
import { forgetWhole } from './whole-tellings.ts';
import { type LongWriting, noteChange } from './writing.ts';

/** How many facts, and of how many campaigns, one statement restores. */
const BATCH = 5_000;
const SPANS = 100;

const KEY = 'campaign_id, platform, date, hour, breakdown';
const NAMES = 'ad_group, ad, keyword, grain';
const IN_FIGURES = eachFigure((figure) => figure);
const each = (sql: (figure: string, at: string) => string) =>
  FIGURES.map((figure, index) => sql(figure, `at[${index + 1}]`)).join(', ');

/** When each figure was told: `told` may be NULL where all were told with one version. */
const AT = `ARRAY[${FIGURES.map((_, index) => `coalesce(told[${index + 1}], version)`).join(', ')}]`;
const STATE = `currency, ${IN_FIGURES}, gone`;
const SAME_KEY = (alias: string) => `
  ${alias}.organization_id = $1 AND ${alias}.campaign_id = h.campaign_id AND ${alias}.platform = h.platform
  AND ${alias}.date = h.date AND ${alias}.hour = h.hour AND ${alias}.breakdown = h.breakdown`;
/** $5: all tellings that were taken back, these among them. */
const STANDS = (at: string) => `FILTER (WHERE NOT $5::int8multirange @> ${at})`;
const best = (what: string, at: string) =>
  `(array_agg(${what} ORDER BY ${at} DESC, gone DESC) ${STANDS(at)})[1]`;

/**
 * Facts as they are without the tellings $3 to $4. Of each figure the newest telling counts that was not taken back: it stands in the
 * present state of the fact, or in one that was replaced. A fact that nobody else told is gone.
 */
const takeBackFrom = (table: 'metric_facts' | 'told_facts') => {
  const isOwn = table === 'metric_facts';
  const [at, told] = isOwn ? [AT, 'version, told'] : ['told', 'told'];
  return statement(
    `
  WITH spans AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS s(campaign_id uuid, platform text, first_day date, last_day date)
  ), hit AS MATERIALIZED (
    SELECT f.* FROM spans s CROSS JOIN LATERAL (
      SELECT ${KEY}, ${NAMES}, ${STATE}, ${told}, ${at} AS at FROM ${table} m
       WHERE m.organization_id = $1 AND m.campaign_id = s.campaign_id AND m.platform = s.platform
         AND m.date BETWEEN s.first_day AND s.last_day
         AND EXISTS (SELECT 1 FROM unnest(${at}) version WHERE version BETWEEN $3::bigint AND $4::bigint)
       OFFSET 0) f LIMIT ${BATCH}
  ), states AS MATERIALIZED (
    SELECT ${KEY}, ${NAMES}, ${STATE}, at FROM hit
    UNION ALL
    SELECT h.campaign_id, h.platform, h.date, h.hour, h.breakdown, h.ad_group, h.ad, h.keyword, h.grain, r.*
      FROM hit h CROSS JOIN LATERAL (
        SELECT ${STATE}, ${AT} AS at FROM fact_revisions r
         WHERE ${SAME_KEY('r')} AND NOT r.grouped AND r.version IS NOT NULL
        UNION ALL
        SELECT ${STATE}, told FROM told_revisions t WHERE ${SAME_KEY('t')}
        OFFSET 0) r
  ), standing AS MATERIALIZED (
    SELECT ${KEY}, ${NAMES}, ${each((figure, version) => `coalesce(${best(figure, version)}, 0) AS ${figure}`)},
           ARRAY[${each((_, version) => `coalesce(max(${version}) ${STANDS(version)}, ${NEVER_TOLD})`)}] AS at,
           ARRAY[${each((_, version) => `coalesce(${best('gone', version)}, true)`)}] AS gones,
           (array_agg(currency ORDER BY (SELECT max(v) ${STANDS('v')} FROM unnest(at) v) DESC NULLS LAST))[1] AS currency
      FROM states GROUP BY ${KEY}, ${NAMES}
  ), restored AS MATERIALIZED (
    SELECT *, ${FIGURES.map((_, index) => `(gones[${index + 1}] OR at[${index + 1}] = ${NEVER_TOLD})`).join(' AND ')} AS gone
      FROM standing
  ), kept AS (
    INSERT INTO ${isOwn ? 'fact_revisions' : 'told_revisions'} (organization_id, ${KEY}, replaced_by_version, ${STATE}, ${told})
    SELECT $1, ${KEY}, $6, ${STATE}, ${told} FROM hit
    ON CONFLICT DO NOTHING
  ), saved AS (
    INSERT INTO ${table} (organization_id, ${KEY.replace(', breakdown', isOwn ? '' : ', breakdown')}, ${NAMES}, ${STATE}, ${told})
    SELECT $1, ${KEY.replace(', breakdown', isOwn ? '' : ', breakdown')}, ${NAMES}, ${STATE},
           ${isOwn ? '(SELECT max(v) FROM unnest(at) v), at' : 'at'} FROM restored
    ON CONFLICT (organization_id, ${KEY}) DO UPDATE
       SET currency = excluded.currency, ${eachFigure((figure) => `${figure} = excluded.${figure}`)}, gone = excluded.gone,
           told = excluded.told${isOwn ? ', version = excluded.version, updated_at = now()' : ''}
  )
  SELECT campaign_id AS "campaignId", platform, date, count(*)::int AS facts FROM hit GROUP BY 1, 2, 3`,
    { campaignId: uuid, platform: text, date: day, facts: integer },
  );
};
const OWN = takeBackFrom('metric_facts');
const OF_MEMBERS = takeBackFrom('told_facts');

const UNDONE_WITH = statement(
  `SELECT ($1::int8multirange + int8multirange(int8range($2, $3, '[]')))::text AS undone`,
  { undone: text },
);

/** Where tellings are found: a campaign and the days between which they told of it. */
export type Span = DayRange & { readonly campaignId: string; readonly platform: string };
export type Tellings = { readonly firstVersion: number; readonly lastVersion: number };

/**
 * Takes tellings back: facts and sums, in the transaction of a long writing that has the campaigns. What was told by others since stays, and
 * what was there before counts again.
 */
export async function takeBack(
  tx: Tx,
  organizationId: string,
  { firstVersion, lastVersion }: Tellings,
  spans: readonly Span[],
  writing: LongWriting,
): Promise<void> {
  const version = writing.latest;
  const [without] = await tx.query(UNDONE_WITH, [writing.undone, firstVersion, lastVersion]);
  const canonical = await readMembers(tx, organizationId, [...new Set(spans.map((span) => span.campaignId))]);
  const values = [firstVersion, lastVersion, without?.undone ?? '{}', version + 1];
  const own = spans.filter(({ campaignId }) => !canonical.has(campaignId));
  const ofMembers = spans.filter(({ campaignId }) => canonical.has(campaignId));
  const days = await restoreAll(tx, OWN, organizationId, own, values);
  if (ofMembers.length > 0) {
    await restoreAll(tx, OF_MEMBERS, organizationId, ofMembers, values);
    const groups = await readGroups(tx, organizationId, [...new Set(canonical.values())]);
    for (const day of await restate(tx, organizationId, groups, version + 1)) days.push(day);
  }
  for (const { campaignId, ...day } of await forgetWhole(
    tx,
    organizationId,
    { firstVersion, lastVersion },
    spans,
  ))
    days.push({ ...day, campaignId: canonical.get(campaignId) ?? campaignId });
  await rollUp(tx, organizationId, days, version + 1, 'later');
  noteChange(writing, version + 1, days);
}

/** Restores the facts of the spans, some thousand a statement: one that is restored is found no more. Answers their days. */
async function restoreAll(
  tx: Tx,
  restore: typeof OWN,
  organizationId: string,
  spans: readonly Span[],
  values: readonly unknown[],
): Promise<ChangedDay[]> {
  const days: ChangedDay[] = [];
  for (let start = 0; start < spans.length; start += SPANS) {
    const batch = JSON.stringify(spans.slice(start, start + SPANS).map(asRecord));
    for (let facts = BATCH; facts === BATCH;) {
      const restored = await tx.query(restore, [organizationId, batch, ...values]);
      for (const day of restored) days.push(day);
      facts = restored.reduce((sum, day) => sum + day.facts, 0);
    }
  }
  return days;
}

const asRecord = ({ campaignId, platform, from, to }: Span) => ({
  ...{ campaign_id: campaignId, platform },
  ...{ first_day: from, last_day: to },
});
