import type { Language } from './columns.ts';
import { type ColumnMap, findHeader, type Header, MEASURES } from './header.ts';
import { type CsvRecord, type Delimiter, readRecords } from './text.ts';
import { unreadable } from './unreadable.ts';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
/** The header must be among this many first records. */
const HEADER_SEARCH_RECORDS = 1_000;

type Layout = { delimiter: Delimiter; header: Header };

/** The language of the header of a text; null when there is no header. */
export const languageOf = (text: string, map: ColumnMap): Language | null =>
  findLayout(text, map)?.header.language ?? null;

function findLayout(text: string, map: ColumnMap): Layout | undefined {
  return DELIMITERS.map((delimiter) => ({ delimiter, header: headerWith(text, delimiter, map) }))
    .filter((layout): layout is Layout => layout.header !== null)
    .sort((a, b) => b.header.columns.size - a.header.columns.size)[0];
}

/** What parts the cells of a text, and its header. @throws AppError IMPORT_UNREADABLE when there is none */
export function layoutOf(text: string, map: ColumnMap): Layout {
  const layout = findLayout(text, map);
  if (layout) return layout;
  for (const delimiter of DELIMITERS) recordsOf(text, delimiter); // throws when a missing quotation mark hides the header
  throw unreadable(
    Object.keys(map).length > 0
      ? `No line of the file has all the columns of the map: ${Object.values(map).join(', ')}.`
      : 'No header line was recognised. The file needs columns such as Day, Campaign, Impr., Clicks and Cost; ' +
          'for other names send a column map.',
  );
}

function headerWith(text: string, delimiter: Delimiter, map: ColumnMap): Header | null {
  try {
    return findHeader(readRecords(text, delimiter, HEADER_SEARCH_RECORDS), map);
  } catch {
    return null;
  }
}

/** All records of a text. @throws AppError IMPORT_UNREADABLE */
export function recordsOf(text: string, delimiter: Delimiter): CsvRecord[] {
  try {
    return readRecords(text, delimiter);
  } catch (error) {
    throw unreadable('The file is not a readable CSV table; a quotation mark may be missing.', error);
  }
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
