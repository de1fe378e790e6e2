import { type Letter, LETTERS, sumPairs } from './sum-columns.ts';
import { SHIFTED } from './table-sources.ts';

/** A column by which a table is grouped, as SQL of the day `date`. */
type GroupColumn = { readonly name: string; readonly sql: string };

const MONEY: ReadonlySet<Letter> = new Set(['c', 'v']);
const from = (prefix: string) => LETTERS.map((figure) => `${prefix}${figure} AS ${figure}`).join(', ');

/** Rounds to a whole micro, of two that are equally near to the even one; PostgreSQL's own `round` goes away from zero. */
const halfEven = (sql: string) =>
  `CASE WHEN ${sql} - floor(${sql}) = 0.5 THEN 2 * round(${sql} / 2) ELSE round(${sql}) END`;

/** A figure at the rate of its day; NULL without one. Counts stay as they are, and are left out with their day's money. */
const atRate = (figure: Letter) => {
  if (!MONEY.has(figure)) return `CASE WHEN rate IS NOT NULL THEN ${figure} END`;
  return `CASE WHEN is_same THEN ${figure} WHEN rate IS NOT NULL THEN ${halfEven(`(${figure} * rate)`)} END`;
};

/** What is left out, as JSON. */
const LEFT_JSON = `json_build_object('currency', original, 'of', CASE WHEN is_now THEN 'range' ELSE 'previous' END,
    'days', days, 'from', first_day, 'to', last_day, ${sumPairs((letter) => `left_${letter}::text`)})`;

/** Of days without a rate: how many, from when to when, and their sums. */
const LEFT = `count(DISTINCT own_day) FILTER (WHERE rate IS NULL) AS days,
    min(own_day) FILTER (WHERE rate IS NULL) AS first_day, max(own_day) FILTER (WHERE rate IS NULL) AS last_day,
    ${LETTERS.map((figure) => `sum(${figure}) FILTER (WHERE rate IS NULL) AS left_${figure}`).join(', ')}`;

/**
 * From `grouped`, whose rows are by day, the CTE `converted`: the rows of the table in one currency ($22) at the rates of $21, and
 * `left_out`, what has no rate; NULL where there is no such.
 */
export function convertedCtes(groups: readonly GroupColumn[]): string {
  const kept = groups.filter(({ name }) => name !== 'date' && name !== 'week' && name !== 'month');
  const names = [...kept.map(({ name }) => name), 'rest', 'currency', 'date AS own_day'].join(', ');
  const key = [...groups.map(({ name }) => name), 'rest'].join(', ');
  return `rates AS MATERIALIZED (
    SELECT * FROM json_to_recordset($21::json)
        AS r(of_currency text, of_date date, used_rate numeric, rate_day date, carried_days int, source text)
  ), dated AS (
    SELECT ${names}, date, true AS is_now, ${from('')} FROM grouped WHERE i IS NOT NULL
    UNION ALL
    SELECT ${names}, ${SHIFTED}, false, ${from('p')} FROM grouped WHERE pi IS NOT NULL
  ), priced AS MATERIALIZED (
    SELECT ${groups.map(({ sql, name }) => `${sql} AS ${name}, `).join('')}rest, currency AS original, own_day, is_now,
           currency = $22::text AS is_same, CASE WHEN currency = $22 THEN 1 ELSE used_rate END AS rate, used_rate, rate_day,
           carried_days, source, ${LETTERS.join(', ')}
      FROM dated LEFT JOIN rates ON of_currency = currency AND of_date = own_day
  ), parts AS (
    SELECT ${key}, original, is_now, ${LETTERS.map((figure) => `sum(${atRate(figure)}) AS ${figure}`).join(', ')}, ${LEFT}
      FROM priced GROUP BY ${key}, original, is_now
  ), converted AS (
    SELECT ${key}, $22 AS currency,
           ${['', 'p'].flatMap((prefix) => LETTERS.map((figure) => `sum(${figure}) FILTER (WHERE ${prefix === '' ? '' : 'NOT '}is_now) AS ${prefix}${figure}`)).join(', ')},
           json_agg(${LEFT_JSON} ORDER BY is_now DESC, original) FILTER (WHERE days > 0) AS left_out
      FROM parts GROUP BY ${key}
  )`;
}

/** Fields of the totals: all that is left out, and the rates that were used. */
export const CONVERSION_JSON = `'leftOut', coalesce((
    SELECT json_agg(${LEFT_JSON} ORDER BY is_now DESC, original)
      FROM (SELECT original, is_now, ${LEFT} FROM priced GROUP BY original, is_now) l WHERE days > 0), '[]'),
  'rates', coalesce((
    SELECT json_agg(json_build_object('from', original, 'lowest', lowest::text, 'highest', highest::text,
             'firstDay', first_day, 'lastDay', last_day, 'carriedDays', carried_days, 'sources', sources) ORDER BY original)
      FROM (SELECT original, min(used_rate) AS lowest, max(used_rate) AS highest, min(rate_day) AS first_day,
                   max(rate_day) AS last_day, max(carried_days) AS carried_days, array_agg(DISTINCT source) AS sources
              FROM priced WHERE used_rate IS NOT NULL GROUP BY original) r), '[]')`;
