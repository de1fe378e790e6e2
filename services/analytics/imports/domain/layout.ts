import type { Language } from './columns.ts';
import { type ColumnMap, findHeader, type Header, MEASURES } from './header.ts';
import { type Delimiter, readRecords, RecordReader } from './text.ts';
import { unreadable } from './unreadable.ts';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
/** The header must be among this many first records. */
const HEADER_SEARCH_RECORDS = 1_000;

export type Layout = { readonly delimiter: Delimiter; readonly header: Header };

/** The beginning of a text; `isWhole` when there is no more of it. */
export type Head = { readonly text: string; readonly isWhole: boolean };

/** The language of the header of a text; null when there is no header. */
export const languageOf = (text: string, map: ColumnMap): Language | null =>
  findLayout({ text, isWhole: false }, map)?.header.language ?? null;

function findLayout(head: Head, map: ColumnMap): Layout | undefined {
  return DELIMITERS.map((delimiter) => ({ delimiter, header: headerWith(head, delimiter, map) }))
    .filter((layout): layout is Layout => layout.header !== null)
    .sort((a, b) => b.header.columns.size - a.header.columns.size)[0];
}

/** What parts the cells of a text, and its header. @throws AppError IMPORT_UNREADABLE when there is none */
export function layoutOf(head: Head, map: ColumnMap): Layout {
  const layout = findLayout(head, map);
  if (layout) return layout;
  for (const delimiter of DELIMITERS) requireTable(head, delimiter); // a missing quotation mark may hide the header
  throw unreadable(
    Object.keys(map).length > 0
      ? `No line of the file has all the columns of the map: ${Object.values(map).join(', ')}.`
      : 'No header line was recognised. The file needs columns such as Day, Campaign, Impr., Clicks and Cost; ' +
          'for other names send a column map.',
  );
}

function headerWith({ text, isWhole }: Head, delimiter: Delimiter, map: ColumnMap): Header | null {
  try {
    return findHeader(readRecords(text, delimiter, HEADER_SEARCH_RECORDS, isWhole), map);
  } catch {
    return null;
  }
}

function requireTable({ text, isWhole }: Head, delimiter: Delimiter): void {
  asTable(() => readRecords(text, delimiter, undefined, isWhole));
}

/** Reads records. @throws AppError IMPORT_UNREADABLE */
export function asTable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable('The file is not a readable CSV table; a quotation mark may be missing.', error);
  }
}

/** Reads the records of a text with what parts its cells. @throws AppError IMPORT_UNREADABLE, from each of its calls */
export function tableReader(delimiter: Delimiter) {
  const reader = new RecordReader(delimiter);
  return { push: (text: string) => asTable(() => reader.push(text)), end: () => asTable(() => reader.end()) };
}

/** @throws AppError IMPORT_UNREADABLE for a table without a day, a campaign or a figure */
export function requireColumns({ columns }: Header): void {
  if (!columns.has('date')) {
    const note = columns.has('period') ? ' A week, month or year cannot stand in for it.' : '';
    throw unreadable(
      `The column "Day" is missing: add the segment Day to the report and export it again.${note} ` +
        'A sum over several days is never spread over them.',
    );
  }
  const hasCampaign = (['campaign', 'campaignId', 'campaignGroup', 'campaignGroupId'] as const).some(
    (field) => columns.has(field),
  );
  if (!hasCampaign)
    throw unreadable('The column "Campaign" or "Campaign ID" is missing: add it to the report.');
  if (!MEASURES.some((field) => columns.has(field))) {
    throw unreadable('The file has no figures: add Impr., Clicks, Cost or Conversions to the report.');
  }
}
