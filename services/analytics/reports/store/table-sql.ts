import type { Group } from '../domain/performance.ts';
import { METRIC_SQL } from './metric-sql.ts';
import { CONVERSION_JSON, convertedCtes } from './converted-sql.ts';
import { FIGURES, LETTERS, sumPairs } from './sum-columns.ts';
import { SOURCES, type Source, withOwnDays } from './table-sources.ts';

/** What of a question decides the text of its statement; all else is its parameters. */
export type TableShape = {
  readonly source: keyof typeof SOURCES;
  readonly groupBy: readonly Group[];
  readonly isCompared: boolean;
  /** Whether its money is converted, for which its source has days. */
  readonly isConverted: boolean;
};

/** The parameters of all texts with their types, because a text need not use each. */
const GIVEN = `given AS (
    SELECT $1::uuid, $2::date, $3::date, $4::text[], $5::uuid[], $6::text[], $7::text, $8::text, $9::boolean, $10::int,
           $11::date, $12::date, $13::boolean, $14::text, $15::text[], $16::json, $17::json
  )`;

/** The campaigns of the organisation, each once, where the question needs their names. */
const NAMES = `names AS MATERIALIZED (
    SELECT DISTINCT ON (id) id, name, status
      FROM (SELECT campaign_id AS id, name, status, 0 AS place FROM campaign_refs WHERE organization_id = $1
            UNION ALL
            SELECT id, name, NULL, 1 FROM external_campaigns WHERE organization_id = $1) known
     WHERE 'campaign' = ANY($4::text[]) OR $14::text IS NOT NULL OR $15::text[] IS NOT NULL
     ORDER BY id, place
  )`;

const CHOSEN = `chosen AS (
    SELECT * FROM figures f
     WHERE ($5::uuid[] IS NULL OR f.campaign_id = ANY($5)) AND ($6::text[] IS NULL OR f.platform = ANY($6))
       AND ($7::text IS NULL OR f.currency = $7)
       AND (($14::text IS NULL AND $15::text[] IS NULL)
            OR f.campaign_id IN (SELECT id FROM names
                                  WHERE ($14 IS NULL OR strpos(lower(name), lower($14)) > 0)
                                    AND ($15 IS NULL OR status = ANY($15))))
  )`;

/** Columns of groups: of figures, how they are grouped, and their type. */
const GROUP_COLUMNS: Readonly<Record<Group, { name: string; sql: string; type: string }>> = {
  campaign: { name: 'campaign_id', sql: 'campaign_id', type: 'uuid' },
  platform: { name: 'platform', sql: 'platform', type: 'text' },
  date: { name: 'date', sql: 'date', type: 'date' },
  week: { name: 'week', sql: `date_trunc('week', date::timestamp)::date`, type: 'date' },
  month: { name: 'month', sql: `date_trunc('month', date::timestamp)::date`, type: 'date' },
  adGroup: { name: 'ad_group', sql: 'ad_group', type: 'text' },
  ad: { name: 'ad', sql: 'ad', type: 'text' },
  keyword: { name: 'keyword', sql: 'keyword', type: 'text' },
};
const GROUPS = Object.keys(GROUP_COLUMNS) as Group[];
const BROKEN_DOWN: ReadonlySet<Group> = new Set(['adGroup', 'ad', 'keyword']);

const PREFIXES = ['', 'p'] as const;
/** The columns of sums: of the range, and with `p` of the one that it is compared with. */
export const SUM_COLUMNS = PREFIXES.flatMap((prefix) =>
  LETTERS.map((letter) => `${prefix}${letter}` as const),
);

/**
 * The rows of a table of figures, as the CTE `ordered` (`place` counts from 1), with the columns of the groups that are asked for.
 * Parameters: $1 organisation, $2 $3 the range, $4 the range's groups, $5 campaigns, $6 platforms, $7 currency, $8 the
 * column to sort by, $9 whether descending, $10 the grain, $11 $12 the range to compare with, $13 whether that is a year
 * earlier, $14 part of a name, $15 statuses, $16 thresholds as JSON, $17 blocks and pieces of both ranges as JSON. What is not
 * asked for is NULL. Where money is converted: $21 the rates of days as JSON, $22 the currency; figures are grouped by day
 * first, so that each day has its own rate, and what is left of a campaign is found before anything is rounded.
 */
export function tableCtes({ source, groupBy, isCompared, isConverted }: TableShape): string {
  const { sql, hasRest, isSigned }: Source = isConverted ? withOwnDays(SOURCES[source]) : SOURCES[source];
  const asked = GROUPS.filter((group) => groupBy.includes(group));
  const groups = isConverted ? byDay(asked) : asked;
  const askedColumns = asked.map((group) => GROUP_COLUMNS[group].name);
  const columns = groups.map((group) => GROUP_COLUMNS[group].name);
  const key = [...columns, 'currency', 'rest'].join(', ');
  const order = [
    'currency',
    ...['campaign_id', 'platform', 'date', 'week', 'month', 'ad_group', 'ad', 'keyword'].filter((name) =>
      askedColumns.includes(name),
    ),
    'rest',
  ];
  const texts = [
    ...asked.map((group) => [group, GROUP_COLUMNS[group].name] as const),
    ['currency', 'currency'],
  ];
  const isNamed = groupBy.includes('campaign');
  return `
  ${GIVEN}, ${NAMES}, ${sql}, ${CHOSEN}, summed AS MATERIALIZED (
    SELECT ${[...groups.map((group) => `${GROUP_COLUMNS[group].sql} AS ${GROUP_COLUMNS[group].name}`), 'currency', 'rest', ...sums(isCompared, isSigned)].join(', ')}
      FROM chosen GROUP BY ${[...groups.map((_, at) => at + 1), 'currency', 'rest'].join(', ')}
    ${isSigned ? `HAVING ${told(isCompared).join(' OR ')}` : ''}
  ), grouped AS (${hasRest ? restSql(groups, key) : 'SELECT * FROM summed'}
  ), ${isConverted ? `${convertedCtes(asked.map((group) => GROUP_COLUMNS[group]))}, ` : ''}keyed AS (
    SELECT g.*, ${isNamed ? 'k.name' : 'NULL::text AS name'}, CASE $8::text ${cases('g.')} END AS number_key,
           CASE $8::text ${isNamed ? `WHEN 'campaignName' THEN lower(k.name)` : ''} ${texts
             .map(([group, column]) => `WHEN '${group}' THEN g.${column}::text`)
             .join(' ')} END COLLATE "C" AS text_key
      FROM ${isConverted ? 'converted' : 'grouped'} g ${isNamed ? 'LEFT JOIN names k ON k.id = g.campaign_id' : ''}
     WHERE $16::json IS NULL ${isConverted ? 'OR g.left_out IS NOT NULL ' : ''}OR NOT EXISTS (
             SELECT 1 FROM (SELECT t.min, t.max, CASE t.metric ${cases('g.')} END AS value
                              FROM json_to_recordset($16) AS t(metric text, min numeric, max numeric)) limits
              WHERE value IS NULL OR value < min OR value > max)
  ), ordered AS MATERIALIZED (
    SELECT keyed.*, row_number() OVER (
             ORDER BY CASE WHEN $9::boolean THEN -number_key ELSE number_key END NULLS LAST,
                      CASE WHEN $9 THEN text_key END DESC NULLS LAST, text_key, ${order.join(', ')}) AS place
      FROM keyed
  )`;
}

/** Groups with the day in place of weeks and months, which are made of days again when these are converted. */
const byDay = (asked: readonly Group[]): Group[] =>
  GROUPS.filter(
    (group) => group === 'date' || (asked.includes(group) && group !== 'week' && group !== 'month'),
  );

/** Rows that are broken down, and what campaigns have beyond them, where that is not nothing. */
function restSql(groups: readonly Group[], key: string): string {
  const names = (type: (column: string, type: string) => string) =>
    groups.map((group) =>
      BROKEN_DOWN.has(group)
        ? type(GROUP_COLUMNS[group].name, GROUP_COLUMNS[group].type)
        : GROUP_COLUMNS[group].name,
    );
  const kept = [
    ...groups.filter((group) => !BROKEN_DOWN.has(group)).map((group) => GROUP_COLUMNS[group].name),
    'currency',
  ];
  return `
    SELECT ${key}, ${SUM_COLUMNS.join(', ')} FROM summed WHERE NOT rest
    UNION ALL
    SELECT ${names((_, type) => `NULL::${type}`).join(', ')}, currency, true, ${SUM_COLUMNS.map(restOf).join(', ')}
      FROM summed GROUP BY ${kept.join(', ')} HAVING ${SUM_COLUMNS.map((column) => `${restOf(column)} <> 0`).join(' OR ')}`;
}

/** Whether any fact was told in the range, and in the one that it is compared with. */
const told = (isCompared: boolean) =>
  isCompared
    ? ['sum(facts) FILTER (WHERE is_now) > 0', 'sum(facts) FILTER (WHERE NOT is_now) > 0']
    : ['sum(facts) > 0'];

/** Sums of both ranges; NULL where no figures were told, also where pieces took all of them away again. */
function sums(isCompared: boolean, isSigned: boolean): string[] {
  if (!isCompared)
    return [
      ...LETTERS.map((letter) => `sum(${FIGURES[letter]}) AS ${letter}`),
      ...LETTERS.map((letter) => `NULL::numeric AS p${letter}`),
    ];
  const [now, before] = told(true);
  const half = (prefix: string, range: string, isTold = '') =>
    LETTERS.map((letter) => {
      const sum = `sum(${FIGURES[letter]}) FILTER (WHERE ${range})`;
      return `${isSigned ? `CASE WHEN ${isTold} THEN ${sum} END` : sum} AS ${prefix}${letter}`;
    });
  return [...half('', 'is_now', now), ...half('p', 'NOT is_now', before)];
}

/** What roll-ups (rows with `rest`) have beyond the rows that are broken down; NULL where there is no roll-up. */
const restOf = (column: string) =>
  `sum(${column}) FILTER (WHERE rest) - coalesce(sum(${column}) FILTER (WHERE NOT rest), 0)`;

const cases = (t: string) =>
  Object.entries(METRIC_SQL)
    .map(([metric, sql]) => `WHEN '${metric}' THEN ${sql(t)}`)
    .join(' ');

/** Columns that a row of a table has, by the name under which a page has them (table-page.ts). */
export function pageColumns({ groupBy, isCompared, isConverted }: TableShape): [name: string, sql: string][] {
  const groups = GROUPS.filter((group) => groupBy.includes(group));
  return [
    ...groups.map((group): [string, string] => [group, GROUP_COLUMNS[group].name]),
    ...(groupBy.includes('campaign') ? [['campaignName', 'name'] as [string, string]] : []),
    ...['currency', ...(groups.some((group) => BROKEN_DOWN.has(group)) ? ['rest'] : [])].map(
      (name): [string, string] => [name, name],
    ),
    ...SUM_COLUMNS.slice(0, isCompared ? undefined : LETTERS.length).map((name): [string, string] => [
      name,
      `${name}::text`,
    ]),
    ...(isConverted ? [['leftOut', 'left_out::text'] as [string, string]] : []),
  ];
}

/** The totals of `ordered`, a row a currency, as JSON; where money is converted with the rates and what is left out. */
export const totalsJson = ({
  isConverted,
}: TableShape) => `coalesce((SELECT json_agg(json_build_object('currency', currency, 'now', ${sumsJson('')},
    'before', ${sumsJson('p')}${isConverted ? `, ${CONVERSION_JSON}` : ''}) ORDER BY currency)
  FROM (SELECT currency, ${SUM_COLUMNS.map((name) => `sum(${name}) AS ${name}`).join(', ')} FROM ordered
         GROUP BY currency) totals), '[]')`;

function sumsJson(prefix: '' | 'p'): string {
  return `CASE WHEN ${prefix}i IS NOT NULL THEN json_build_object(${sumPairs((letter) => `${prefix}${letter}::text`)}) END`;
}
