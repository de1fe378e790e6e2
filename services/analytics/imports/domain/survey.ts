import { currencyOfSign, DecimalVotes, isTwoWays } from './numbers.ts';
import { OrderWithin } from './date-order.ts';
import { DateVotes, dayOfCell } from './dates.ts';
import { isDay, isEnd, isStart } from './day-headers.ts';
import { type Header, MEASURES } from './header.ts';
import { cellOf } from './table.ts';
import { titleRangeOf } from './title.ts';
import type { CsvRecord } from './text.ts';
import { isTotal } from './total-words.ts';
import type { Field } from './columns.ts';
import { unreadable } from './unreadable.ts';

/** A day as it is written: how many lines have it, and the first of them. */
export type WrittenDay = { lines: number; readonly line: number };
/** A first and last day as they are written, and the first line that has both. */
export type WrittenSpan = { readonly start: string; readonly end: string; readonly line: number };

/** The days of a table, in the order in which they come. */
export type SeenDays = {
  readonly days: ReadonlyMap<string, WrittenDay>;
  readonly spans: ReadonlyMap<string, WrittenSpan>;
};

/** A report has some thousand days at most, however it writes them; each is kept while it is read. */
const MOST_DAYS = 50_000;

/** Fields of which a file may tell one thing only. */
const MUST_AGREE: ReadonlySet<Field> = new Set<Field>([
  'date',
  'campaign',
  'campaignId',
  'currency',
  ...MEASURES,
]);
const MONEY = ['cost', 'conversionValue'] as const;
type Money = (typeof MONEY)[number];

/** Whether a column of last days, if there is one, is of what a row stands for; beside a day it is the campaign's own. */
export function endsOnDays({ cells, columns }: Header): boolean {
  const date = cells[columns.get('date') ?? -1] ?? '';
  return isStart(date) || !(isDay(date) || cells.some(isStart));
}

/**
 * What all records of a table show together of how it is written: the order of its dates, its decimal mark, its currencies. It keeps
 * no record, only what is said once for many.
 */
export class Survey {
  readonly dates = new DateVotes();
  readonly within: OrderWithin;
  readonly numbers = new DecimalVotes();
  readonly days = new Map<string, WrittenDay>();
  readonly spans = new Map<string, WrittenSpan>();
  /** The codes of currencies that rows name, in capitals. */
  readonly codes = new Set<string>();
  /** Whether a record may be one of totals. */
  hasTotals = false;
  readonly #signs: Record<Money, Set<string>> = { cost: new Set(), conversionValue: new Set() };
  readonly #twoWays = new Map<string, string>();
  readonly #differing = new Map<number, number>();
  readonly #header: Header;
  readonly #end: number;

  constructor(header: Header, titles: readonly CsvRecord[]) {
    this.#header = header;
    this.#end = endsOnDays(header) ? header.cells.findIndex(isEnd) : -1;
    this.within = new OrderWithin(titleRangeOf(titles, null));
  }

  /** @throws AppError IMPORT_UNREADABLE for a file of more days than there are */
  add(record: CsvRecord): void {
    const header = this.#header;
    this.#seeDay(record);
    this.#seeRepeats(record);
    for (const field of MONEY) {
      const cell = cellOf(header, record, field);
      this.numbers.measure(cell);
      const sign = currencyOfSign(cell);
      if (sign !== null) this.#signs[field].add(sign);
      this.#seeTwoWays(field, cell);
    }
    this.numbers.measure(cellOf(header, record, 'conversions'));
    this.numbers.count(cellOf(header, record, 'impressions'));
    this.numbers.count(cellOf(header, record, 'clicks'));
    const code = cellOf(header, record, 'currency').toUpperCase();
    if (/^[A-Z]{3}$/.test(code)) this.codes.add(code);
  }

  /** The currencies of the signs in cells of money. */
  get signs(): string[] {
    return MONEY.flatMap((field) => [...this.#signs[field]]);
  }

  /** A cell of money that is read with this mark though it may mean thousands. */
  twoWays(mark: string): string | undefined {
    return this.#twoWays.get(`cost ${mark}`) ?? this.#twoWays.get(`conversionValue ${mark}`);
  }

  /** @throws AppError IMPORT_UNREADABLE when two columns mean the same and differ: nobody knows which one is true */
  refuseRepeats(): void {
    const header = this.#header;
    for (const { field, column } of header.repeats) {
      const line = this.#differing.get(column);
      if (line === undefined) continue;
      const [first, second] = [header.cells[header.columns.get(field) ?? 0], header.cells[column]];
      throw unreadable(
        `The columns "${first}" and "${second}" both mean ${field}, and they differ in line ${line}: ` +
          'remove one of them, or say by a column map which one counts.',
      );
    }
  }

  #seeDay(record: CsvRecord): void {
    const cell = cellOf(this.#header, record, 'date');
    const known = this.days.get(cell);
    if (known) known.lines += 1;
    else {
      this.dates.add(cell);
      this.within.add(cell);
      if (dayOfCell(cell, 'day-first') !== null || dayOfCell(cell, 'month-first') !== null)
        this.#keep(this.days, cell, { lines: 1, line: record.line });
      if (!this.hasTotals && dayOfCell(cell, null) === null) this.hasTotals = isTotal(record);
    }
    if (this.#end < 0) return;
    const end = record.cells[this.#end] ?? '';
    const span = `${cell}\u001f${end}`;
    if (!this.spans.has(span)) this.#keep(this.spans, span, { start: cell, end, line: record.line });
  }

  #keep<T>(map: Map<string, T>, key: string, value: T): void {
    if (map.size >= MOST_DAYS)
      throw unreadable(`The file has more than ${MOST_DAYS} different days: is its column of days one?`);
    map.set(key, value);
  }

  #seeRepeats(record: CsvRecord): void {
    for (const { field, column } of this.#header.repeats) {
      if (!MUST_AGREE.has(field) || this.#differing.has(column)) continue;
      if ((record.cells[column] ?? '') !== cellOf(this.#header, record, field))
        this.#differing.set(column, record.line);
    }
  }

  #seeTwoWays(field: Money, cell: string): void {
    for (const mark of ['.', ','] as const)
      if (!this.#twoWays.has(`${field} ${mark}`) && isTwoWays(cell, mark))
        this.#twoWays.set(`${field} ${mark}`, cell);
  }
}
