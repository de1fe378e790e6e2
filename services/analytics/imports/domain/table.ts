import type { Platform } from '../../../../contracts/values.ts';
import { type Field, spelling } from './columns.ts';
import { type DateOrder, dayReader } from './dates.ts';
import { fileCurrency } from './file-currency.ts';
import type { ColumnMap, Header } from './header.ts';
import type { DecimalMark } from './numbers.ts';
import { isOfConversions, overlapOf, overlapSentence } from './segments.ts';
import { isDemographics, titleRangeOf, type TitleRange } from './title.ts';
import { unreadable } from './unreadable.ts';
import type { SeenDays, Survey } from './survey.ts';
import type { Warnings } from './warnings.ts';
import type { CsvRecord } from './text.ts';

/** What the person who uploads a file may choose for it. */
export type ImportOptions = {
  readonly platform: Platform | null;
  readonly currency: string | null;
  readonly columns: ColumnMap;
};

/** The table of a report: its columns, its records, and how it writes numbers, days and money. */
export type Table = {
  readonly header: Header;
  readonly mark: DecimalMark;
  readonly dates: DateOrder;
  readonly dayOf: (cell: string) => string | null;
  readonly platform: Platform | null;
  /** The currency of rows that name none. */
  readonly currency: string | null;
  /** Figures that are not read, because the report's segment does not divide them. */
  readonly apart: ReadonlySet<Field>;
  /** The days that the title of the report names. */
  readonly range: TitleRange | null;
  /** The line of the header. */
  readonly headerLine: number;
  readonly seen: SeenDays;
  /** Whether records may be totals of others. */
  readonly hasTotals: boolean;
};

const TRAFFIC = ['impressions', 'clicks', 'cost', 'costMicros'] as const;

/** The cell of a field in a record; '' when the file has no such column or the record is short. */
export function cellOf(header: Header, record: CsvRecord, field: Field): string {
  const column = header.columns.get(field);
  return column === undefined ? '' : (record.cells[column] ?? '');
}

/** Where a table begins: its header, and the lines above it. */
export type Top = {
  readonly header: Header;
  readonly titles: readonly CsvRecord[];
  readonly headerLine: number;
};

/**
 * A table as all of its records show it. `warnings` is given what the person who sent it should know. @throws AppError
 * IMPORT_UNREADABLE with a sentence that says what to do
 */
export function tableFrom(
  survey: Survey,
  { header, titles, headerLine }: Top,
  options: ImportOptions,
  warnings: Warnings,
): Table {
  refuseOverlaps(header, titles);
  survey.refuseRepeats();
  const platform = options.platform ?? header.platform;
  if (!platform && !header.columns.has('platform')) {
    throw unreadable('Say which platform the file is from: google-ads or linkedin-ads.');
  }
  const say = (code: string, message: string) =>
    warnings.add({ line: headerLine, column: null, code, message });
  sayWhatIsOdd(header, platform, say);
  const dates = survey.dates.order({ platform, language: header.language }) ?? survey.within.order();
  const mark = survey.numbers.mark(header.language);
  const twoWays = survey.twoWays(mark);
  if (twoWays !== undefined)
    say(
      'NUMBER_AMBIGUOUS',
      `"${twoWays}" was read with "${mark}" before its decimals; it may mean thousands.`,
    );
  const { signs, codes, days, spans, hasTotals } = survey;
  return {
    header,
    mark,
    dates,
    dayOf: dayReader(dates),
    platform,
    currency: fileCurrency({ header, chosen: options.currency, signs, codes }, say),
    apart: apartOf(header, say),
    range: titleRangeOf(titles, dates),
    headerLine,
    seen: { days, spans },
    hasTotals,
  };
}

/** @throws AppError IMPORT_UNREADABLE for a breakdown whose lines do not add up */
function refuseOverlaps({ cells }: Header, titles: readonly CsvRecord[]): void {
  for (const cell of cells) {
    const why = overlapOf(cell);
    if (why) throw unreadable(overlapSentence(cell, why));
  }
  if (isDemographics(titles)) throw unreadable(overlapSentence('Demographics', 'approximate'));
}

type Say = (code: string, message: string) => void;

/** What of a header does not fit what was said of the file, or was not read. */
function sayWhatIsOdd(header: Header, platform: Platform | null, say: Say): void {
  if (header.platform && platform !== header.platform)
    say('PLATFORM_DISAGREES', `The file looks like one of ${header.platform}; it was read as ${platform}.`);
  const unread = unreadCost(header);
  if (unread !== null)
    say(
      'COLUMN_UNREAD',
      `"${unread}" was not read, and there is no other cost: call it Cost, or say by a column map what it is.`,
    );
}

/** Beginnings of words of money in the languages of the headers. */
const COST_WORD =
  /(?:^| )(?:costs?|spend|spent|kosten|ausgaben|couts?|depens\p{L}*|costes?|gast\p{L}*|inversion|custos?|costi|spesa|spese|uitgaven|besteed\p{L}*|koszt\p{L}*|wydatki|wydan\p{L}*)(?: |$)|費用|利用額|支出/u;
const PER = /\/|avg|average|durchschn|moy|prom|media|medio|gem\.|sr\.|平均|単価/i;

/** In a file without cost, the header of a column that may be it. */
const unreadCost = ({ cells, columns }: Header): string | null =>
  columns.has('cost') || columns.has('costMicros')
    ? null
    : (cells.find((cell) => COST_WORD.test(spelling(cell)) && !PER.test(cell)) ?? null);

/** The figures that are left out where a segment divides conversions only. */
function apartOf(header: Header, say: Say): Set<Field> {
  const segment = header.cells.find(isOfConversions);
  const apart = new Set<Field>(
    segment === undefined ? [] : TRAFFIC.filter((field) => header.columns.has(field)),
  );
  if (apart.size > 0)
    say(
      'FIGURES_LEFT_OUT',
      `"${segment}" divides conversions only, so ${[...apart].join(', ')} of this file were left out.`,
    );
  return apart;
}
