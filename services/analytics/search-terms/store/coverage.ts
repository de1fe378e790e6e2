import type { Database } from '../../../../storage/database.ts';
import { json, statement, text } from '../../../../storage/statement.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import type { Sums } from '../../reports/domain/sums.ts';
import { sumPairs, sumsOfColumns } from '../../reports/store/sum-columns.ts';
import { type SumTexts, toSums } from '../../reports/store/sum-texts.ts';

const sumsOf = (table: string) =>
  `json_build_object(${sumPairs((letter) => `coalesce(${table}.${letter}, 0)::text`)})`;

/** $2 $3 the days, $4 campaigns, $5 currency. What is compared are the campaigns and days of which the accounts' terms are known. */
const COVERAGE = statement(
  `
  WITH owned AS (
    SELECT r.platform, coalesce(m.canonical_id, c.id) AS campaign_id, greatest(min(r.first_day), $2::date) AS from_day,
           least(max(r.asked_at)::date, $3::date) AS to_day
      FROM search_term_readings r
      JOIN (SELECT id, account_id FROM external_campaigns WHERE organization_id = $1
            UNION SELECT campaign_id, account_id FROM published_objects WHERE organization_id = $1) c ON c.account_id = r.account_id
      LEFT JOIN campaign_members m ON m.organization_id = $1 AND m.campaign_id = c.id
     WHERE r.organization_id = $1 AND r.asked_at IS NOT NULL
       AND ($4::uuid[] IS NULL OR coalesce(m.canonical_id, c.id) = ANY($4))
     GROUP BY 1, 2
  ), campaigns AS (
    SELECT d.currency, ${sumsOfColumns('d.')} FROM owned o
      JOIN daily_rollups d ON d.organization_id = $1 AND d.campaign_id = o.campaign_id AND d.platform = o.platform
                          AND d.date BETWEEN o.from_day AND o.to_day
     WHERE $5::text IS NULL OR d.currency = $5 GROUP BY d.currency
  ), terms AS (
    SELECT t.currency, ${sumsOfColumns('t.')} FROM search_terms t
      LEFT JOIN campaign_members m ON m.organization_id = $1 AND m.campaign_id = t.campaign_id
      JOIN owned o ON o.campaign_id = coalesce(m.canonical_id, t.campaign_id) AND t.date BETWEEN o.from_day AND o.to_day
     WHERE t.organization_id = $1 AND ($5::text IS NULL OR t.currency = $5) GROUP BY t.currency
  )
  SELECT currency, ${sumsOf('campaigns')} AS campaigns, ${sumsOf('terms')} AS terms
    FROM campaigns FULL JOIN terms USING (currency) ORDER BY currency`,
  { currency: text, campaigns: json, terms: json },
);

export type TermCoverage = ReturnType<typeof termCoverage>;

/** How much of what campaigns measured is told by search terms. */
export const termCoverage =
  (database: Database) =>
  async (
    organizationId: string,
    { from, to }: DayRange,
    campaignIds: readonly string[] | null,
    currency: string | null,
  ): Promise<{ currency: string; campaigns: Sums; terms: Sums }[]> => {
    const rows = await database.query(COVERAGE, [organizationId, from, to, campaignIds, currency]);
    return rows.map((row) => ({
      currency: row.currency,
      campaigns: toSums(row.campaigns as SumTexts),
      terms: toSums(row.terms as SumTexts),
    }));
  };
