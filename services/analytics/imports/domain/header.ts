import type { Platform } from '../../../../contracts/values.ts';
import { type Field, type Language, meaningOf, plainHeader, spelling } from './columns.ts';
import { isDay, isStart } from './day-headers.ts';
import type { CsvRecord } from './text.ts';

/** The header line of a report: its index among the records, and which cell of a record holds which field. */
export type Header = {
  readonly index: number;
  readonly cells: readonly string[];
  readonly columns: ReadonlyMap<Field, number>;
  readonly language: Language;
  readonly platform: Platform | null;
  /** Further columns that mean the same as one of `columns`. */
  readonly repeats: readonly Repeat[];
};

/** A column, by its position, that means the same as one before it. */
export type Repeat = { readonly field: Field; readonly column: number };

/** Our name of a field → the header that carries it in this file. */
export type ColumnMap = Readonly<Record<string, string>>;

/** The fields that hold figures. */
export const MEASURES = [
  'impressions',
  'clicks',
  'cost',
  'costMicros',
  'conversions',
  'conversionValue',
  'conversionValueMicros',
] as const satisfies readonly Field[];

/** Names that a column map may use for a field, beside the field's own. */
const ALIASES: Readonly<Record<string, Field>> = {
  day: 'date',
  campaignName: 'campaign',
  adGroupName: 'adGroup',
  adName: 'ad',
  value: 'conversionValue',
};

const FIELDS: ReadonlySet<string> = new Set<Field>([
  'date',
  'hour',
  'campaign',
  'campaignId',
  'campaignGroup',
  'campaignGroupId',
  'account',
  'accountId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'keyword',
  'keywordId',
  'platform',
  'currency',
  ...MEASURES,
]);

/** The field that a name of a column map stands for, or null when there is none. */
export function fieldNamed(name: string): Field | null {
  if (FIELDS.has(name)) return name as Field;
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : null;
}

/**
 * Finds the header among the first records, below any title lines: the record with the most known columns, at least
 * two of them and one a measure. With a column map: the first record that holds all mapped headers.
 */
export function findHeader(records: readonly CsvRecord[], map: ColumnMap): Header | null {
  let best: Header | null = null;
  for (const [index, record] of records.entries()) {
    const header =
      Object.keys(map).length > 0 ? headerByMap(record, index, map) : headerByNames(record, index);
    if (header && header.columns.size > (best?.columns.size ?? 0)) best = header;
  }
  return best;
}

/** Whether a record below the header is one, too: a day, a figure and another known column. */
export function isHeaderLine(record: CsvRecord): boolean {
  const columns = headerByNames(record, 0)?.columns;
  return columns !== undefined && columns.size > 2 && columns.has('date');
}

/** Beside a day, the day on which something begins is the campaign's own: such a column is not read. */
function headerByNames(record: CsvRecord, index: number): Header | null {
  const columns = new Map<Field, number>();
  const votes = new Map<Language, number>();
  const repeats: Repeat[] = [];
  record.cells.forEach((cell, position) => {
    const meaning = meaningOf(cell);
    if (!meaning) return;
    const first = columns.get(meaning.field);
    if (first !== undefined) {
      const isOfCampaign = meaning.field === 'date' && isStart(cell) !== isStart(record.cells[first] ?? '');
      if (!isOfCampaign) repeats.push({ field: meaning.field, column: position });
      if (!isOfCampaign || isStart(cell)) return;
    }
    columns.set(meaning.field, position);
    for (const language of meaning.languages) votes.set(language, (votes.get(language) ?? 0) + 1);
  });
  if (columns.size < 2 || !MEASURES.some((field) => columns.has(field))) return null;
  const { cells } = record;
  return { index, cells, columns, language: mostVoted(votes), platform: platformOf(record), repeats };
}

function headerByMap(record: CsvRecord, index: number, map: ColumnMap): Header | null {
  const [spelled, plain] = [record.cells.map(spelling), record.cells.map(plainHeader)];
  const columns = new Map<Field, number>();
  for (const [name, header] of Object.entries(map)) {
    const positions = [
      record.cells.indexOf(header.trim()),
      spelled.indexOf(spelling(header)),
      plain.indexOf(plainHeader(header)),
    ];
    const position = positions.find((found) => found >= 0) ?? -1;
    const field = fieldNamed(name);
    if (position < 0 || !field) return null;
    columns.set(field, position);
  }
  const recognised = headerByNames(record, index);
  for (const field of ['currency', 'platform'] as const) {
    const position = recognised?.columns.get(field);
    if (position !== undefined && !columns.has(field)) columns.set(field, position);
  }
  return {
    index,
    cells: record.cells,
    columns,
    language: recognised?.language ?? 'en',
    platform: platformOf(record),
    repeats: [],
  };
}

function mostVoted(votes: ReadonlyMap<Language, number>): Language {
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en';
}

/**
 * Only LinkedIn's reports have campaign groups or `Total Spent`; only Google's write `Impr.`, `Currency code` or `Day`
 * beside a cost.
 */
function platformOf(record: CsvRecord): Platform | null {
  const names = record.cells.map(plainHeader);
  const meanings = record.cells.map((cell) => meaningOf(cell)?.field);
  if (meanings.includes('campaignGroup') || names.includes('total spent')) return 'linkedin-ads';
  if (names.includes('impr') || names.includes('currency code')) return 'google-ads';
  if (names.includes('customer currency code') || names.some((name) => /^metrics /.test(name)))
    return 'google-ads';
  return record.cells.some(isDay) && meanings.includes('cost') ? 'google-ads' : null;
}
