import { invalidField } from '../../../../lib/errors.ts';
import { METRICS } from '../../../../contracts/analytics/reports.ts';
import type { Cell, Metric } from '../../reports/domain/performance.ts';
import { ratesOf } from '../../reports/domain/rates.ts';
import { type Sums, toFigures } from '../../reports/domain/sums.ts';

/** The columns of a search term, in their order. */
export const TERM_COLUMNS = [
  'searchTerm',
  'campaign',
  'campaignName',
  'adGroup',
  'adGroupId',
  'keyword',
  'keywordId',
  'matchType',
  'status',
  'currency',
] as const;

export const termColumns = (metrics: readonly Metric[]): string[] => [...TERM_COLUMNS, ...new Set(metrics)];

/** Parses the sort: a column, with `-` before it for descending. @throws REQUEST_INVALID for another name */
export function termSort(sort: string): { column: string; descending: boolean } {
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  const allowed: readonly string[] = [...METRICS, ...TERM_COLUMNS];
  if (!allowed.includes(column))
    throw invalidField('sort', 'SORT_UNKNOWN', `Sort by one of: ${allowed.join(', ')}.`);
  return { column, descending };
}

/** A row with these columns; a total has null for what is no figure. */
export function termRow(
  { sums, ...names }: { sums: Sums } & Readonly<Record<string, unknown>>,
  columns: readonly string[],
): Record<string, Cell> {
  const cells: Record<string, Cell> = {
    ...(names as Record<string, Cell>),
    ...toFigures(sums),
    ...ratesOf(sums),
  };
  return Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
}

/** What the campaigns measured beyond what terms tell; a term that was asked for later than its campaign may tell more. */
export const notTold = (campaigns: Sums, terms: Sums): Sums => ({
  impressions: campaigns.impressions - terms.impressions,
  clicks: campaigns.clicks - terms.clicks,
  costMicros: campaigns.costMicros - terms.costMicros,
  conversionsMicros: campaigns.conversionsMicros - terms.conversionsMicros,
  valueMicros: campaigns.valueMicros - terms.valueMicros,
});

const LEFT_OUT =
  'Google Ads leaves out terms that few people searched for; what campaigns measured beyond the terms is `notTold`.';
const NONE_KNOWN = 'No search terms have been read from any ad account yet.';
const LINKEDIN = 'LinkedIn Ads has no search terms.';

/** What a table of search terms does not know, in sentences. */
export const unknownOf = (hasAccounts: boolean): string[] => [hasAccounts ? LEFT_OUT : NONE_KNOWN, LINKEDIN];
