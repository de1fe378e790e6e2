import { daysAmong, partOf } from './block-sql.ts';

/** The columns of figures that every source has. */
const FIGURES = 'impressions, clicks, cost_micros, conversions_micros, value_micros';
const NO_NAMES = 'NULL::text AS ad_group, NULL::text AS ad, NULL::text AS keyword';
const OF_GROUP = 'ad_group, NULL::text AS ad, NULL::text AS keyword';

/** The day of this range with which an earlier day is compared; 29 February counts with the 28th. */
export const SHIFTED = `CASE WHEN $13::boolean THEN (date + interval '1 year')::date ELSE date + ($2::date - $11::date) END`;

/** The same rows of both ranges. Each side is a query of its own, because the ranges may overlap. */
const ofBothRanges = (select: (isNow: string, date: string, range: string) => string) => `
    ${select('true', 'date', 'date BETWEEN $2::date AND $3::date')}
    UNION ALL
    ${select('false', SHIFTED, '$11::date IS NOT NULL AND date BETWEEN $11 AND $12::date')}`;

const rollups = (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, false AS rest, campaign_id, platform, ${date} AS date, ${NO_NAMES}, currency, 1 AS facts,
           ${FIGURES}
      FROM daily_rollups WHERE organization_id = $1 AND ${range}`;

const asRest = (select: string) => select.replaceAll('false AS rest', 'true AS rest');

/** Which campaigns a lookup reads; inside of it, so that it is a condition of the index. */
const CAMPAIGNS = '($5::uuid[] IS NULL OR campaign_id = ANY($5))';

/**
 * The parts of blocks of which the ranges consist (domain/blocks.ts). The lookup is LATERAL with an OFFSET, so that each block is
 * one descent of the key whatever statistics say.
 */
const BLOCKS = `blocks AS MATERIALIZED (
    SELECT * FROM json_to_recordset($17::json -> 'blocks') AS p(first_day date, after bigint, until bigint, is_now boolean)
  )`;
const inPart = (column: string) =>
  `${partOf(`s.${column}`, { after: 's.after', until: 's.until' })} AS ${column}`;
const OF_BLOCKS = `
    SELECT b.is_now, false AS rest, s.campaign_id, s.platform, NULL::date AS date, ${NO_NAMES}, s.currency, 1 AS facts,
           ${FIGURES.split(', ').map(inPart).join(', ')}
      FROM blocks b CROSS JOIN LATERAL (
        SELECT campaign_id, platform, currency, ${daysAmong('b.after')} AS after, ${daysAmong('b.until')} AS until, ${FIGURES}
          FROM campaign_blocks WHERE organization_id = $1 AND first_day = b.first_day AND ${CAMPAIGNS} OFFSET 0) s
     WHERE s.until > s.after`;

/** The pieces of which the ranges consist (domain/pieces.ts), and what is kept by ad group in them: `facts` is their number. */
const PIECES = `pieces AS MATERIALIZED (
    SELECT * FROM json_to_recordset($17::json -> 'pieces')
        AS p(sign smallint, span smallint, first_day date, last_day date, is_now boolean)
  )`;
const ofPieces = (table: string, campaign: string, campaigns: string) => `
    SELECT p.is_now, false AS rest, ${campaign} AS campaign_id, s.platform, NULL::date AS date, ${OF_GROUP}, s.currency,
           ${['facts', ...FIGURES.split(', ')].map((column) => `p.sign * s.${column} AS ${column}`).join(', ')}
      FROM pieces p CROSS JOIN LATERAL (
        SELECT * FROM ${table} WHERE ${campaigns} AND span = p.span
           AND first_day BETWEEN p.first_day AND CASE p.span WHEN 1 THEN p.last_day ELSE p.first_day END OFFSET 0) s`;

/** Summaries over all campaigns, with what writings have added since (facts/store/long-writing.ts): a key may stand more than once. */
const OF_ALL = ['organization_groups', 'organization_group_moves']
  .map(
    (table) => `SELECT span, first_day, platform, ad_group, currency, facts, ${FIGURES} FROM ${table}
         WHERE organization_id = $1`,
  )
  .join(' UNION ALL ');
const ALL_GROUPS = `(${OF_ALL}) all_groups`;

/** By ad group and day: the summaries of single days. */
const groupDays =
  (table: string, campaign: string, campaigns: string) => (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, false AS rest, ${campaign} AS campaign_id, platform, ${date} AS date, ${OF_GROUP}, currency,
           facts, ${FIGURES}
      FROM (SELECT *, first_day AS date FROM ${table}) days
     WHERE ${campaigns} AND span = 1 AND facts <> 0 AND ${range}`;

const organizationDays = (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, true AS rest, NULL::uuid AS campaign_id, platform, ${date} AS date, ${NO_NAMES}, currency,
           rollups AS facts, ${FIGURES}
      FROM organization_days WHERE organization_id = $1 AND rollups > 0 AND ${range}`;

/**
 * Of each campaign, platform and day: the facts of the coarsest grain that has the wanted breakdown. Finer grains hold the
 * same money again and are left out. Which grain that is, each day's sums say.
 */
const told = (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, false AS rest, campaign_id, platform, ${date} AS date, ad_group, ad, keyword, currency,
           1 AS facts, ${FIGURES}
      FROM metric_facts f JOIN (
        SELECT r.campaign_id, r.platform, r.date, k.grain
          FROM (SELECT DISTINCT campaign_id, platform, date FROM daily_rollups
                 WHERE organization_id = $1 AND ${range} AND ${CAMPAIGNS}) r
         CROSS JOIN LATERAL (
           SELECT min(grain) AS grain FROM grain_days g
            WHERE g.organization_id = $1 AND g.campaign_id = r.campaign_id AND g.platform = r.platform AND g.date = r.date
              AND g.facts > 0 AND g.grain & $10::int = $10::int) k) coarsest USING (campaign_id, platform, date, grain)
     WHERE f.organization_id = $1 AND f.grain > 0 AND NOT f.gone AND ${range}`;

/**
 * What a table of figures is made from: SQL that ends in the CTE `figures`, whose rows say which range they are of, whether they
 * are what campaigns have in all (`rest`: `tableSql` leaves of them what goes beyond the rows that are broken down, so
 * that each table adds up to the campaigns' totals), and how many facts they add up, which pieces take away again where a source
 * `isSigned`.
 */
export type Source = { readonly sql: string; readonly hasRest: boolean; readonly isSigned: boolean };

const figures = (parts: readonly string[], before: readonly string[] = []) =>
  [...before, `figures AS (${parts.join('\n    UNION ALL ')})`].join(', ');

/** Each source by what it holds; those by ad group once by campaign and once over all campaigns. */
export const SOURCES = {
  days: { sql: figures([ofBothRanges(rollups)]), hasRest: false, isSigned: false },
  blocks: { sql: figures([OF_BLOCKS], [BLOCKS]), hasRest: false, isSigned: false },
  groups: {
    sql: figures(
      [ofPieces('group_spans', 's.campaign_id', `organization_id = $1 AND ${CAMPAIGNS}`), asRest(OF_BLOCKS)],
      [PIECES, BLOCKS],
    ),
    hasRest: true,
    isSigned: true,
  },
  groupDays: {
    sql: figures([
      ofBothRanges(groupDays('group_spans', 'campaign_id', 'organization_id = $1')),
      asRest(ofBothRanges(rollups)),
    ]),
    hasRest: true,
    isSigned: false,
  },
  names: {
    sql: figures([ofPieces(ALL_GROUPS, 'NULL::uuid', 'true'), ofBothRanges(organizationDays)], [PIECES]),
    hasRest: true,
    isSigned: true,
  },
  nameDays: {
    sql: figures([ofBothRanges(groupDays(ALL_GROUPS, 'NULL::uuid', 'true')), ofBothRanges(organizationDays)]),
    hasRest: true,
    isSigned: true,
  },
  facts: {
    sql: figures([ofBothRanges(told), asRest(ofBothRanges(rollups))]),
    hasRest: true,
    isSigned: false,
  },
} as const satisfies Record<string, Source>;

/** The same source with days as they are, where they are compared with others later: what is converted has its own day's rate. */
export const withOwnDays = (source: Source): Source => ({
  ...source,
  sql: source.sql.replaceAll(`${SHIFTED} AS date`, 'date'),
});
