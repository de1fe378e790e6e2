import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Field } from './columns.ts';
import { type DateOrder, dateOrderOf, dayReader } from './dates.ts';
import { type ColumnMap, findHeader, type Header } from './header.ts';
import { currencyOfSign, type DecimalMark, decimalMarkOf } from './numbers.ts';
import { type CsvRecord, decodeText, type Delimiter, readRecords } from './text.ts';

/** What the person who uploads a file may choose for it. */
export type ImportOptions = {
  readonly platform: Platform | null;
  readonly currency: string | null;
  readonly columns: ColumnMap;
};

/** The table of a report: its columns, its records, and how it writes numbers, days and money. */
export type Table = {
  readonly header: Header;
  readonly records: readonly CsvRecord[];
  readonly mark: DecimalMark;
  readonly dates: DateOrder;
  readonly dayOf: (cell: string) => string | null;
  readonly platform: Platform | null;
  readonly currency: string | null;
};

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';'];
/** The header must be among this many first records. */
const HEADER_SEARCH_RECORDS = 40;
const MEASURES = ['impressions', 'clicks', 'cost', 'costMicros', 'conversions', 'conversionValue'] as const;

/** The cell of a field in a record; '' when the file has no such column or the record is short. */
export function cellOf(header: Header, record: CsvRecord, field: Field): string {
  const column = header.columns.get(field);
  return column === undefined ? '' : (record.cells[column] ?? '');
}

/** Reads a file into a table. @throws AppError IMPORT_UNREADABLE with a sentence that says what to do */
export function readTable(bytes: Uint8Array, options: ImportOptions): Table {
  const text = decodeText(bytes);
  if (text.trim() === '') throw unreadable('The file is empty.');
  const { delimiter, header } = layoutOf(text, options.columns);
  requireColumns(header);
  const records = recordsOf(text, delimiter)
    .slice(header.index + 1)
    .filter((record) => record.cells.some((cell) => cell !== ''));
  const cells = (...fields: Field[]) =>
    fields.flatMap((field) => records.map((record) => cellOf(header, record, field)));
  const platform = options.platform ?? header.platform;
  if (!platform && !header.columns.has('platform')) {
    throw unreadable('Say which platform the file is from: google-ads or linkedin-ads.');
  }
  const dates = dateOrderOf(cells('date'), { platform, language: header.language });
  return {
    header,
    records,
    mark: decimalMarkOf(
      cells('cost', 'conversions', 'conversionValue'),
      cells('impressions', 'clicks'),
      header.language,
    ),
    dates,
    dayOf: dayReader(dates),
    platform,
    currency: currencyFor(header, options.currency, cells('cost', 'conversionValue')),
  };
}

function layoutOf(text: string, map: ColumnMap): { delimiter: Delimiter; header: Header } {
  const layouts = DELIMITERS.map((delimiter) => ({ delimiter, header: headerWith(text, delimiter, map) }))
    .filter((layout): layout is { delimiter: Delimiter; header: Header } => layout.header !== null)
    .sort((a, b) => b.header.columns.size - a.header.columns.size);
  if (layouts[0]) return layouts[0];
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

function recordsOf(text: string, delimiter: Delimiter): CsvRecord[] {
  try {
    return readRecords(text, delimiter);
  } catch (error) {
    throw unreadable('The file is not a readable CSV table; a quotation mark may be missing.', error);
  }
}

function requireColumns({ columns }: Header): void {
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

function currencyFor(header: Header, chosen: string | null, money: readonly string[]): string | null {
  if (chosen) return chosen;
  const signs = new Set(money.map(currencyOfSign).filter((currency) => currency !== null));
  if (signs.size > 1)
    throw unreadable('The money of the file is in several currencies: add "Currency code".');
  const [sign = null] = signs;
  if (!sign && !header.columns.has('currency')) {
    throw unreadable('The column "Currency code" is missing: add it to the report, or say the currency.');
  }
  return sign;
}

/** The error for a file that cannot be understood; `detail` is shown to the person who sent it. */
export function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('IMPORT_UNREADABLE', { detail }, cause);
}
