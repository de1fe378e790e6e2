import type { Metric } from '../domain/performance.ts';

/** The campaigns of the organisation, each once, where the question needs their names. */
const NAMES = `
  names AS MATERIALIZED (
    SELECT DISTINCT ON (id) id, name, status
      FROM (SELECT campaign_id AS id, name, status, 0 AS place FROM campaign_refs WHERE organization_id = $1
            UNION ALL
            SELECT id, name, NULL, 1 FROM external_campaigns WHERE organization_id = $1) known
     WHERE 'campaign' = ANY($4::text[]) OR $14::text IS NOT NULL OR $15::text[] IS NOT NULL
     ORDER BY id, place
`;

/**
 * The rows of a table of figures, as the CTE `ordered` (`place` counts from 1). Parameters: $1 organisation, $2 $3
 * the range, $4 the range's groups, $5 campaigns, $6 platforms, $7 currency, $8 the column to sort by, $9 whether
 * descending, $10 the grain, $11 $12 the range to compare with, $13 whether that is a year earlier, $14 part of a name,
 * $15 statuses, $16 thresholds as JSON, $17 pieces of both ranges as JSON. What is not asked for is NULL.
 */
export const tableCtes = (source: string) => `
${NAMES}  ), ${source}, chosen AS (
    SELECT * FROM figures f
     WHERE ($5::uuid[] IS NULL OR f.campaign_id = ANY($5)) AND ($6::text[] IS NULL OR f.platform = ANY($6))
       AND ($7::text IS NULL OR f.currency = $7)
       AND (($14::text IS NULL AND $15::text[] IS NULL)
            OR f.campaign_id IN (SELECT id FROM names
                                  WHERE ($14 IS NULL OR strpos(lower(name), lower($14)) > 0)
                                    AND ($15 IS NULL OR status = ANY($15))))
  ), summed AS MATERIALIZED (
    SELECT CASE WHEN 'campaign' = ANY($4::text[]) THEN campaign_id END AS campaign_id,
           CASE WHEN 'platform' = ANY($4::text[]) THEN platform END AS platform,
           CASE WHEN 'date' = ANY($4::text[]) THEN date::text END AS date,
           CASE WHEN 'week' = ANY($4::text[]) THEN date_trunc('week', date::timestamp)::date::text END AS week,
           CASE WHEN 'month' = ANY($4::text[]) THEN date_trunc('month', date::timestamp)::date::text END AS month,
           CASE WHEN 'adGroup' = ANY($4::text[]) THEN ad_group END AS ad_group,
           CASE WHEN 'ad' = ANY($4::text[]) THEN ad END AS ad,
           CASE WHEN 'keyword' = ANY($4::text[]) THEN keyword END AS keyword,
           currency, rest, ${sums('')}, ${sums('p')}
      FROM chosen
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, currency, rest
  ), grouped AS (
    SELECT * FROM summed WHERE NOT rest
    UNION ALL
    SELECT campaign_id, platform, date, week, month, NULL, NULL, NULL, currency, true, ${REST}
      FROM summed WHERE $10::int > 0
     GROUP BY campaign_id, platform, date, week, month, currency HAVING ${REST_NOT_ZERO}
  ), keyed AS (
    SELECT g.*, k.name, CASE $8::text ${cases('g.')} END AS number_key,
           CASE $8::text
             WHEN 'campaign' THEN campaign_id::text WHEN 'campaignName' THEN lower(k.name) WHEN 'platform' THEN platform
             WHEN 'date' THEN date WHEN 'week' THEN week WHEN 'month' THEN month WHEN 'adGroup' THEN ad_group
             WHEN 'ad' THEN ad WHEN 'keyword' THEN keyword WHEN 'currency' THEN currency END COLLATE "C" AS text_key
      FROM grouped g LEFT JOIN names k ON k.id = g.campaign_id
     WHERE $16::json IS NULL OR NOT EXISTS (
             SELECT 1 FROM (SELECT t.min, t.max, CASE t.metric ${cases('g.')} END AS value
                              FROM json_to_recordset($16) AS t(metric text, min numeric, max numeric)) limits
              WHERE value IS NULL OR value < min OR value > max)
  ), ordered AS MATERIALIZED (
    SELECT keyed.*, row_number() OVER (
             ORDER BY CASE WHEN $9::boolean THEN -number_key ELSE number_key END NULLS LAST,
                      CASE WHEN $9 THEN text_key END DESC NULLS LAST, text_key,
                      currency, campaign_id, platform, date, week, month, ad_group, ad, keyword, rest) AS place
      FROM keyed
  )`;

const FIGURES = {
  i: 'impressions',
  k: 'clicks',
  c: 'cost_micros',
  n: 'conversions_micros',
  v: 'value_micros',
} as const;
const LETTERS = Object.keys(FIGURES) as (keyof typeof FIGURES)[];

/** Sums of the range, or with `p` of the one that it is compared with; NULL where no figures were told. */
function sums(prefix: '' | 'p'): string {
  const half = prefix === '' ? 'is_now' : 'NOT is_now';
  return LETTERS.map((letter) => `sum(${FIGURES[letter]}) FILTER (WHERE ${half}) AS ${prefix}${letter}`).join(
    ', ',
  );
}

/** What roll-ups (rows with `rest`) have beyond the rows that are broken down; NULL where there is no roll-up. */
const restOf = (column: string) =>
  `sum(${column}) FILTER (WHERE rest) - coalesce(sum(${column}) FILTER (WHERE NOT rest), 0)`;
const SUM_NAMES = ['', 'p'].flatMap((prefix) => LETTERS.map((letter) => `${prefix}${letter}`));
const REST = SUM_NAMES.map(restOf).join(', ');
const REST_NOT_ZERO = SUM_NAMES.map((column) => `${restOf(column)} <> 0`).join(' OR ');

/** Each metric in the units of the wire; NULL where its divisor is 0. */
const METRIC_SQL: Readonly<Record<Metric, (t: string) => string>> = {
  impressions: (t) => `${t}i`,
  clicks: (t) => `${t}k`,
  costMicros: (t) => `${t}c`,
  conversions: (t) => `${t}n / 1000000`,
  conversionValueMicros: (t) => `${t}v`,
  ctr: (t) => `${t}k / nullif(${t}i, 0)`,
  conversionRate: (t) => `${t}n / 1000000 / nullif(${t}k, 0)`,
  cpcMicros: (t) => `${t}c / nullif(${t}k, 0)`,
  cpaMicros: (t) => `${t}c * 1000000 / nullif(${t}n, 0)`,
  cpmMicros: (t) => `${t}c * 1000 / nullif(${t}i, 0)`,
  roas: (t) => `${t}v / nullif(${t}c, 0)`,
};
const cases = (t: string) =>
  Object.entries(METRIC_SQL)
    .map(([metric, sql]) => `WHEN '${metric}' THEN ${sql(t)}`)
    .join(' ');

/** A row of `ordered` as JSON. Sums are text, because JSON.parse would round what is above 2^53. */
export const ROW_JSON = `json_build_object('campaign', campaign_id, 'campaignName', name, 'platform', platform,
  'date', date, 'week', week, 'month', month, 'adGroup', ad_group, 'ad', ad, 'keyword', keyword, 'currency', currency,
  'rest', rest, 'now', ${sumsJson('')}, 'before', ${sumsJson('p')})`;

/** The totals of `ordered`, a row a currency, as JSON. */
export const TOTALS_JSON = `coalesce((SELECT json_agg(json_build_object('currency', currency, 'now', ${sumsJson('')},
    'before', ${sumsJson('p')}) ORDER BY currency)
  FROM (SELECT currency, ${LETTERS.flatMap((l) => [l, `p${l}`])
    .map((name) => `sum(${name}) AS ${name}`)
    .join(', ')} FROM ordered GROUP BY currency) totals), '[]')`;

function sumsJson(prefix: '' | 'p'): string {
  const fields = ['impressions', 'clicks', 'costMicros', 'conversionsMicros', 'valueMicros'];
  const pairs = LETTERS.map((letter, at) => `'${fields[at]}', ${prefix}${letter}::text`);
  return `CASE WHEN ${prefix}i IS NOT NULL THEN json_build_object(${pairs.join(', ')}) END`;
}
