import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import { day, instant, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import type { Sums } from '../../reports/domain/sums.ts';
import { type SumTexts, toSums } from '../../reports/store/sum-texts.ts';

const FIGURES = ['impressions', 'clicks', 'cost_micros', 'conversions_micros', 'value_micros'] as const;
const KEY = 'date, campaign_id, platform, currency';
const each = (sql: (figure: string) => string) => FIGURES.map(sql).join(', ');

/** $4: the instant. Of each key the first state that was replaced after it; without one the present. */
const AS_OF = statement(
  `
  WITH replaced AS MATERIALIZED (
    SELECT DISTINCT ON (${KEY}) ${KEY}, ${each((figure) => figure)}
      FROM rollup_revisions
     WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND replaced_at > $4 AND ($5::uuid IS NULL OR campaign_id = $5)
     ORDER BY ${KEY}, replaced_by_version
  ), present AS MATERIALIZED (
    SELECT ${KEY}, ${each((figure) => figure)} FROM daily_rollups
     WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND ($5::uuid IS NULL OR campaign_id = $5)
  ), compared AS (
    SELECT ${KEY}, p.currency IS NOT NULL AS is_now, CASE WHEN r.currency IS NULL THEN true ELSE r.clicks IS NOT NULL END AS was_then,
           ${each((figure) => `coalesce(p.${figure}, 0) AS now_${figure}`)},
           ${each((figure) => `CASE WHEN r.currency IS NULL THEN p.${figure} ELSE coalesce(r.${figure}, 0) END AS then_${figure}`)}
      FROM present p FULL JOIN replaced r USING (${KEY})
  ), grouped AS (
    SELECT CASE WHEN $6::boolean THEN campaign_id END AS "campaignId", CASE WHEN $7::boolean THEN platform END AS platform,
           CASE WHEN $8::boolean THEN date END AS date, currency,
           ${FIGURES.map((figure, index) => `sum(now_${figure}) AS n${index}, sum(then_${figure}) AS t${index}`).join(', ')}
      FROM compared WHERE is_now OR was_then
     GROUP BY 1, 2, 3, 4
  )
  SELECT "campaignId", platform, date, currency,
         ${FIGURES.map((_, index) => `n${index}::text, t${index}::text`).join(', ')}
    FROM grouped
   WHERE NOT $9::boolean OR (${FIGURES.map((_, index) => `n${index}`).join(', ')}) <> (${FIGURES.map((_, index) => `t${index}`).join(', ')})
   ORDER BY date NULLS FIRST, t2 DESC, "campaignId", platform, currency
   LIMIT $10`,
  {
    ...{
      campaignId: nullable(uuid),
      platform: nullable(oneOf(PLATFORMS)),
      date: nullable(day),
      currency: text,
    },
    ...{ n0: text, n1: text, n2: text, n3: text, n4: text, t0: text, t1: text, t2: text, t3: text, t4: text },
  },
);

const SINCE = statement(
  `SELECT revised_since AS "revisedSince" FROM fact_versions WHERE organization_id = $1`,
  { revisedSince: nullable(instant) },
);

export type AsOfQuestion = {
  readonly at: Date;
  readonly range: DayRange;
  readonly campaignId: string | null;
  readonly by: { readonly campaign: boolean; readonly platform: boolean; readonly date: boolean };
  readonly changedOnly: boolean;
  readonly limit: number;
};
export type AsOfSums = {
  campaignId: string | null;
  platform: Platform | null;
  date: string | null;
  currency: string;
  now: Sums;
  then: Sums;
};
export type AsOfStore = ReturnType<typeof asOfStore>;

/** Reports as they stood. */
export function asOfStore(database: Database) {
  return {
    /** From when on it is known what reports showed; null: always. */
    async knownSince(organizationId: string): Promise<Date | null> {
      const [row] = await database.query(SINCE, [organizationId]);
      return row?.revisedSince ?? null;
    },

    async read(organizationId: string, question: AsOfQuestion): Promise<AsOfSums[]> {
      const { at, range, campaignId, by, changedOnly, limit } = question;
      const values = [
        range.from,
        range.to,
        at,
        campaignId,
        by.campaign,
        by.platform,
        by.date,
        changedOnly,
        limit,
      ];
      const rows = await database.query(AS_OF, [organizationId, ...values]);
      return rows.map(({ n0, n1, n2, n3, n4, t0, t1, t2, t3, t4, ...row }) => ({
        ...row,
        now: sumsOf([n0, n1, n2, n3, n4]),
        then: sumsOf([t0, t1, t2, t3, t4]),
      }));
    },
  };
}

function sumsOf([impressions, clicks, costMicros, conversionsMicros, valueMicros]: [
  string,
  string,
  string,
  string,
  string,
]): Sums {
  const texts: SumTexts = { impressions, clicks, costMicros, conversionsMicros, valueMicros };
  return toSums(texts);
}
