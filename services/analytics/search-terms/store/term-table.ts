import { MATCH_TYPES, TERM_STATUSES } from '../../../../contracts/analytics/search-terms.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import {
  day,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import type { Limit } from '../../reports/domain/performance.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import type { Sums } from '../../reports/domain/sums.ts';
import { METRIC_SQL } from '../../reports/store/metric-sql.ts';
import { sumPairs, sumsOfColumns } from '../../reports/store/sum-columns.ts';
import { type SumTexts, toSums } from '../../reports/store/sum-texts.ts';

export type TermQuestion = {
  readonly range: DayRange;
  readonly filter: {
    readonly campaignId: readonly string[] | null;
    readonly adGroupId: string | null;
    readonly matchType: readonly string[] | null;
    readonly status: readonly string[] | null;
    readonly currency: string | null;
    readonly search: string | null;
  };
  readonly limits: readonly Limit[];
  readonly sort: { readonly column: string; readonly descending: boolean };
};

/** Columns of text by which rows can be sorted, and where they stand. */
export const TERM_TEXTS = {
  searchTerm: 'term',
  campaign: 'campaign_id::text',
  campaignName: 'name',
  adGroup: 'ad_group',
  adGroupId: 'ad_group_id',
  keyword: 'keyword',
  keywordId: 'keyword_id',
  matchType: 'match_type',
  status: 'status',
  currency: 'currency',
} as const;

const metrics = Object.entries(METRIC_SQL)
  .map(([metric, sql]) => `WHEN '${metric}' THEN ${sql('n.')}`)
  .join(' ');
const texts = Object.entries(TERM_TEXTS)
  .map(([column, sql]) => `WHEN '${column}' THEN lower(${sql})`)
  .join(' ');

/** The rows of the table as the CTE `ordered`. $1 organisation, $2 $3 the days, $4 … $9 the filter, $10 thresholds, $11 $12 the order. */
const ORDERED = `
  summed AS (
    SELECT coalesce(m.canonical_id, t.campaign_id) AS campaign_id, t.ad_group_id, (array_agg(t.ad_group ORDER BY t.date DESC))[1] AS ad_group,
           t.keyword_id, (array_agg(t.keyword ORDER BY t.date DESC))[1] AS keyword, t.match_type,
           (array_agg(t.status ORDER BY t.date DESC))[1] AS status, t.term, t.currency, ${sumsOfColumns('t.')}
      FROM search_terms t
      LEFT JOIN campaign_members m ON m.organization_id = $1 AND m.campaign_id = t.campaign_id
     WHERE t.organization_id = $1 AND t.date BETWEEN $2::date AND $3::date
       AND ($4::uuid[] IS NULL OR coalesce(m.canonical_id, t.campaign_id) = ANY($4))
       AND ($5::text IS NULL OR t.ad_group_id = $5) AND ($6::text[] IS NULL OR t.match_type = ANY($6))
       AND ($8::text IS NULL OR t.currency = $8) AND ($9::text IS NULL OR strpos(lower(t.term), lower($9)) > 0)
     GROUP BY 1, 2, 4, 6, 8, 9
  ), named AS (
    SELECT s.*, coalesce(r.name, e.name) AS name FROM summed s
      LEFT JOIN campaign_refs r ON r.organization_id = $1 AND r.campaign_id = s.campaign_id
      LEFT JOIN external_campaigns e ON e.organization_id = $1 AND e.id = s.campaign_id
     WHERE $7::text[] IS NULL OR s.status = ANY($7)
  ), keyed AS (
    SELECT n.*, CASE $11::text ${metrics} END AS number_key, CASE $11 ${texts} END COLLATE "C" AS text_key
      FROM named n
     WHERE $10::json IS NULL OR NOT EXISTS (
             SELECT 1 FROM (SELECT t.min, t.max, CASE t.metric ${metrics} END AS value
                              FROM json_to_recordset($10) AS t(metric text, min numeric, max numeric)) limits
              WHERE value IS NULL OR value < min OR value > max)
  ), ordered AS MATERIALIZED (
    SELECT keyed.*, row_number() OVER (
             ORDER BY CASE WHEN $12::boolean THEN -number_key ELSE number_key END NULLS LAST,
                      CASE WHEN $12 THEN text_key END DESC NULLS LAST, text_key,
                      currency, term COLLATE "C", campaign_id, ad_group_id COLLATE "C", keyword_id COLLATE "C", match_type) AS place
      FROM keyed
  )`;
const SUMS = `json_build_object(${sumPairs((letter) => `${letter}::text`)})`;
const PAGE = statement(
  `
  WITH ${ORDERED}
  SELECT campaign_id AS campaign, name AS "campaignName", ad_group_id AS "adGroupId", ad_group AS "adGroup", keyword_id AS "keywordId",
         keyword, match_type AS "matchType", status, term AS "searchTerm", currency, ${SUMS} AS sums
    FROM ordered WHERE place > $13::int AND place <= $13 + $14::int ORDER BY place`,
  {
    ...{ campaign: uuid, campaignName: nullable(text), adGroupId: text, adGroup: text },
    ...{ keywordId: nullable(text), keyword: nullable(text), matchType: oneOf(MATCH_TYPES) },
    ...{ status: oneOf(TERM_STATUSES), searchTerm: text, currency: text, sums: json },
  },
);
const TOTALS = statement(
  `
  WITH ${ORDERED}, totals AS (
    SELECT currency, count(*)::int AS rows, sum(i) AS i, sum(k) AS k, sum(c) AS c, sum(n) AS n, sum(v) AS v FROM ordered GROUP BY currency
  )
  SELECT currency, rows, ${SUMS} AS sums FROM totals ORDER BY currency`,
  { currency: text, rows: integer, sums: json },
);
const KNOWN = statement(
  `SELECT r.platform, a.external_id AS "accountId", a.name, r.first_day AS "from", r.asked_at AS "toldUntil", r.version
     FROM search_term_readings r JOIN external_accounts a ON a.organization_id = $1 AND a.id = r.account_id
    WHERE r.organization_id = $1 ORDER BY r.platform, a.name, r.account_id`,
  {
    ...{ platform: oneOf(PLATFORMS), accountId: nullable(text), name: nullable(text) },
    ...{ from: nullable(day), toldUntil: nullable(instant), version: integer },
  },
);

const sumsOf = (sums: unknown): Sums => toSums(sums as SumTexts);
export type TermTable = ReturnType<typeof termTable>;

/** Search terms, added up over days. */
export function termTable(database: Database) {
  return {
    /** Of which accounts terms are known, and how many pieces were told of all. */
    async known(organizationId: string) {
      const rows = await database.query(KNOWN, [organizationId]);
      return { accounts: rows, version: rows.reduce((sum, { version }) => sum + version, 0) };
    },

    async page(organizationId: string, question: TermQuestion, offset: number, limit: number) {
      const rows = await database.query(PAGE, [...valuesOf(organizationId, question), offset, limit]);
      return rows.map(({ sums, ...row }) => ({ ...row, sums: sumsOf(sums) }));
    },

    async totals(organizationId: string, question: TermQuestion) {
      const rows = await database.query(TOTALS, valuesOf(organizationId, question));
      return rows.map(({ sums, ...row }) => ({ ...row, sums: sumsOf(sums) }));
    },
  };
}

function valuesOf(organizationId: string, { range, filter, limits, sort }: TermQuestion): unknown[] {
  const { campaignId, adGroupId, matchType, status, currency, search } = filter;
  return [
    ...[organizationId, range.from, range.to, campaignId, adGroupId, matchType, status, currency, search],
    limits.length === 0 ? null : JSON.stringify(limits),
    ...[sort.column, sort.descending],
  ];
}
