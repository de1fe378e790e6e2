import type { COMPARISONS, GROUPS } from '../../../../contracts/analytics/reports.ts';
import { METRICS } from '../../../../contracts/analytics/reports.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { leftOutText, type LeftOutSums } from '../../currencies/domain/conversion.ts';
import { changeOf, ratesOf } from './rates.ts';
import { type Sums, toFigures } from './sums.ts';

export type Group = (typeof GROUPS)[number];
export type Metric = (typeof METRICS)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type Cell = string | number | boolean | null;

/** Sums of the range and of the one that it is compared with; null where no figures were told. */
export type BothSums = { readonly now: Sums | null; readonly before: Sums | null };

/**
 * One row of the table before its columns are chosen; a group that the request does not name is null. `rest` says that
 * the row is what campaigns have beyond the figures that were told by ad group, ad or keyword.
 */
export type TableRow = BothSums & { readonly [G in Group]: string | null } & {
  readonly campaignName: string | null;
  /** The platform's ids; left out where they are not known. */
  readonly adGroupId?: string | null;
  readonly adId?: string | null;
  readonly keywordId?: string | null;
  readonly currency: string;
  readonly rest: boolean;
  /** Where money is converted: what has no rate, and is in no figure of the row. */
  readonly leftOut?: readonly LeftOutSums[];
};

/** A threshold of rows: the figure is at least `min` and at most `max`. */
export type Limit = { readonly metric: string; readonly min: string | null; readonly max: string | null };

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
  const names = groupBy.includes('campaign') ? ['campaignName'] : [];
  const allowed: readonly string[] = [...METRICS, ...groupBy, ...names, 'currency'];
  if (!allowed.includes(column)) {
    throw invalidField('sort', 'SORT_UNKNOWN', `Sort by one of: ${allowed.join(', ')}.`);
  }
  return { column, descending };
}

/** Thresholds as the query writes them, `metric:value`. */
export function limitsOf(min: readonly string[] = [], max: readonly string[] = []): Limit[] {
  const split = (text: string): [metric: string, value: string] => {
    const at = text.indexOf(':');
    return [text.slice(0, at), text.slice(at + 1)];
  };
  return [
    ...min.map(split).map(([metric, value]) => ({ metric, min: value, max: null })),
    ...max.map(split).map(([metric, value]) => ({ metric, min: null, max: value })),
  ];
}

/**
 * Refuses a comparison in which a row would have no counterpart: weeks of two ranges do not cover the same days, and
 * months do only a year apart. @throws REQUEST_INVALID
 */
export function requireComparable(compare: Comparison, groupBy: readonly Group[]): void {
  if (compare === 'none') return;
  if (!groupBy.includes('week') && !(compare === 'previous' && groupBy.includes('month'))) return;
  throw invalidField(
    'compare',
    'COMPARISON_UNALIGNED',
    'Compare by date or without days; months compare with the year before; weeks do not compare.',
  );
}

/** Columns that stand beside that of a group. */
const BESIDE: Partial<Record<Group, string>> = {
  campaign: 'campaignName',
  adGroup: 'adGroupId',
  ad: 'adId',
  keyword: 'keywordId',
};

/** The columns of the table: groups (a campaign with its name, its parts with the platform's ids), the currency, what is not converted to it, figures, each with what it was before. */
export function columnsOf(
  groupBy: readonly Group[],
  metrics: readonly Metric[],
  compare: Comparison,
  isConverted = false,
): string[] {
  const groups = [...new Set(groupBy)].flatMap((group) => [group, BESIDE[group] ?? []].flat());
  const rest = grainNeeded(groupBy) === 0 ? [] : ['notBrokenDown'];
  const figures = [...new Set(metrics)].flatMap((metric) =>
    compare === 'none' ? [metric] : [metric, `${metric}Previous`, `${metric}Change`],
  );
  return [...groups, ...rest, 'currency', ...(isConverted ? ['notConverted'] : []), ...figures];
}

/** One row of the table as clients see it. */
export function rowOf(row: TableRow, columns: readonly string[]): Record<string, Cell> {
  const { now, before, rest, leftOut = [], ...groups } = row;
  const cells: Record<string, Cell> = {
    ...groups,
    notBrokenDown: rest,
    notConverted: leftOutText(leftOut),
    ...figureCells({ now, before }, leftOut),
  };
  return Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
}

/** A row of totals: the columns of groups are null. Rates are those of the sums. */
export function totalOf(
  total: BothSums & { readonly currency: string; readonly conversion?: { leftOut: readonly LeftOutSums[] } },
  columns: readonly string[],
): Record<string, Cell> {
  const leftOut = total.conversion?.leftOut ?? [];
  const cells: Record<string, Cell> = {
    currency: total.currency,
    notConverted: leftOutText(leftOut),
    ...figureCells(total, leftOut),
  };
  return Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
}

/** Figures and rates by column; what is not known is left out, also a change of which a part has no rate of exchange. */
function figureCells({ now, before }: BothSums, leftOut: readonly LeftOutSums[]): Record<string, Cell> {
  const cells: Record<string, Cell> = now ? { ...toFigures(now), ...ratesOf(now) } : {};
  if (!before) return cells;
  for (const [name, value] of Object.entries({ ...toFigures(before), ...ratesOf(before) }))
    cells[`${name}Previous`] = value;
  const change = now && leftOut.length === 0 ? changeOf(now, before) : {};
  for (const [name, value] of Object.entries(change)) cells[`${name}Change`] = value;
  return cells;
}
