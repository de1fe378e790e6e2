import { NEVER_TOLD } from '../facts/store/figures.ts';

const FIGURES = ['impressions', 'clicks', 'cost_micros', 'conversions_micros', 'value_micros'] as const;
const each = (sql: (figure: string) => string) => FIGURES.map(sql).join(', ');
const SUMS = each((figure) => `sum(${figure}) AS ${figure}`);
const SPAN = `span, date - (date - '1970-01-01'::date) % span AS first_day`;

/**
 * Each fact with a figure at 0 where a coarser grain of its campaign, platform and day tells that figure: of each figure the coarsest
 * grain counts that tells it; where none is told, the coarsest. (Here nothing is told whole, which would let a finer one count: store/rollups.ts.)
 */
const counted = (facts: string) => `
  (SELECT organization_id, campaign_id, platform, date, currency, ${FIGURES.map(
    (figure, index) => `CASE WHEN grain = counts[${index + 1}] THEN ${figure} ELSE 0 END AS ${figure}`,
  ).join(', ')}
     FROM (SELECT *, ARRAY[${FIGURES.map(
       (_, index) =>
         `min(grain) FILTER (WHERE coalesce(told[${index + 1}], version) <> ${NEVER_TOLD}) OVER day`,
     ).join(', ')}] AS counts,
                  min(grain) OVER day AS lowest
             FROM ${facts} f WHERE NOT gone
           WINDOW day AS (PARTITION BY organization_id, campaign_id, platform, date)) f
    WHERE grain = ANY(counts) OR grain = lowest AND array_remove(counts, NULL) = '{}')`;

/** The facts of the coarsest grain of each campaign, platform and day; `among`: of those grains. */
const coarsest = (facts: string, among: string) => `
  (SELECT * FROM (SELECT *, min(grain) OVER (PARTITION BY organization_id, campaign_id, platform, date) AS lowest
                    FROM ${facts} f WHERE NOT gone AND ${among}) f WHERE grain = lowest)`;

/**
 * Everything that is kept beside facts, told a second time from the facts themselves: by table the SELECT of its rows, with the columns
 * in their order. `facts`: a table of facts, or a query of them in brackets. Tests compare with it, and large amounts of facts are
 * given their summaries by it at once.
 */
export function summariesOf(facts: string): Readonly<Record<string, string>> {
  const days = `
    SELECT organization_id, date, campaign_id, platform, currency, ${SUMS} FROM ${counted(facts)} f
     GROUP BY 1, 2, 3, 4, 5`;
  const groups = coarsest(facts, 'grain & 1 = 1');
  const inBlocks = `
    SELECT *, date - (date - '1970-01-01'::date) % 32 AS first_day, (date - '1970-01-01'::date) % 32 AS day FROM (${days}) days`;
  return {
    grain_days: `
      SELECT organization_id, campaign_id, platform, date, grain, currency, count(*) AS facts, ${SUMS} FROM ${facts} f
       WHERE NOT gone GROUP BY 1, 2, 3, 4, 5, 6`,
    daily_rollups: days,
    organization_days: `
      SELECT organization_id, date, platform, currency, ${SUMS}, count(*) AS rollups FROM (${days}) days GROUP BY 1, 2, 3, 4`,
    campaign_blocks: `
      WITH told AS MATERIALIZED (${inBlocks})
      SELECT organization_id, first_day, campaign_id, platform, currency, sum(1::bigint << day)::bigint AS days,
             ${each((figure) => `array_agg(${figure} ORDER BY day) AS ${figure}`)}
        FROM (
          SELECT organization_id, first_day, campaign_id, platform, currency, t.day,
                 ${each((figure) => `sum(so_far.${figure})::bigint AS ${figure}`)}
            FROM told t JOIN told so_far USING (organization_id, first_day, campaign_id, platform, currency)
           WHERE so_far.day <= t.day GROUP BY 1, 2, 3, 4, 5, 6) sums
       GROUP BY 1, 2, 3, 4, 5`,
    group_spans: `
      SELECT organization_id, ${SPAN}, campaign_id, platform, ad_group, currency, count(*) AS facts, ${SUMS}
        FROM ${groups} f CROSS JOIN (VALUES (1), (8), (64)) spans (span) GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    organization_groups: `
      SELECT organization_id, ${SPAN}, platform, ad_group, currency, count(*) AS facts, ${SUMS}
        FROM ${groups} f CROSS JOIN (VALUES (1), (8), (64)) spans (span) GROUP BY 1, 2, 3, 4, 5, 6`,
  };
}
