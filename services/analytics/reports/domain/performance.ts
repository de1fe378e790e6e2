import type { GROUPS } from '../../../../contracts/analytics/reports.ts';
import { METRICS } from '../../../../contracts/analytics/reports.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { ratesOf } from './rates.ts';
import { type Sums, toFigures } from './sums.ts';

export type Group = (typeof GROUPS)[number];
export type Metric = (typeof METRICS)[number];
export type Cell = string | number | null;

/** One row of the table before its columns are chosen; a group that the request does not name is null. */
export type GroupedSums = Sums & { readonly [G in Group]: string | null } & { readonly currency: string };

/** The bits of `grainOf` that facts must have for this grouping; with 0 the roll-ups suffice. */
export function grainNeeded(groupBy: readonly Group[]): number {
  return (
    (groupBy.includes('adGroup') ? 1 : 0) +
    (groupBy.includes('ad') ? 2 : 0) +
    (groupBy.includes('keyword') ? 4 : 0)
  );
}

/**
 * Parses the sort: a column of this table, with `-` before it for descending. @throws REQUEST_INVALID for another name
 */
export function sortOf(sort: string, groupBy: readonly Group[]): { column: string; descending: boolean } {
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  const allowed: readonly string[] = [...METRICS, ...groupBy, 'currency'];
  if (!allowed.includes(column)) {
    throw invalidField('sort', 'SORT_UNKNOWN', `Sort by one of: ${allowed.join(', ')}.`);
  }
  return { column, descending };
}

/** The columns of the table: groups (a campaign with its name), the currency, figures. */
export function columnsOf(groupBy: readonly Group[], metrics: readonly Metric[]): string[] {
  const groups = [...new Set(groupBy)].flatMap((group) =>
    group === 'campaign' ? [group, 'campaignName'] : [group],
  );
  return [...groups, 'currency', ...new Set(metrics)];
}

/** One row of the table as clients see it. */
export function rowOf(
  row: GroupedSums,
  columns: readonly string[],
  names: ReadonlyMap<string, string>,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {
    ...toFigures(row),
    ...ratesOf(row),
    campaign: row.campaign,
    campaignName: names.get(row.campaign ?? '') ?? null,
    platform: row.platform,
    date: row.date,
    week: row.week,
    month: row.month,
    adGroup: row.adGroup,
    ad: row.ad,
    keyword: row.keyword,
    currency: row.currency,
  };
  return Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
}
