import { layoutOf, requireColumns, tableReader } from './layout.ts';
import { Survey } from './survey.ts';
import { type ImportOptions, type Table, tableFrom, type Top } from './table.ts';
import type { CsvRecord, Delimiter } from './text.ts';
import { unreadable } from './unreadable.ts';
import type { Warnings } from './warnings.ts';

/** The header stands among the first letters of a text; so many are kept to look for it. */
export const HEAD_LETTERS = 1_048_576;

/** A table, what parts its cells, and how many records stand before its data. */
export type FoundTable = { readonly table: Table; readonly delimiter: Delimiter; readonly above: number };

const isFilled = ({ cells }: CsvRecord): boolean => cells.some((cell) => cell !== '');

/**
 * Reads a text, piece by piece, once, to see how its table is written. No record is kept. @throws AppError IMPORT_UNREADABLE, from
 * each of its calls
 */
export class TableFinder {
  readonly #options: ImportOptions;
  #head = '';
  #open:
    { delimiter: Delimiter; top: Top; survey: Survey; reader: ReturnType<typeof tableReader> } | undefined;
  #above = 0;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  push(text: string): void {
    if (this.#open) return this.#take(this.#open.reader.push(text));
    this.#head += text;
    if (this.#head.length >= HEAD_LETTERS) this.#begin(false);
  }

  end(warnings: Warnings): FoundTable {
    const { delimiter, top, survey, reader } = this.#open ?? this.#begin(true);
    this.#take(reader.end());
    const table = tableFrom(survey, top, this.#options, warnings);
    return { table, delimiter, above: this.#above };
  }

  #begin(isWhole: boolean) {
    const text = this.#head;
    this.#head = '';
    if (text.trim() === '') throw unreadable('The file is empty.');
    const { delimiter, header } = layoutOf({ text, isWhole }, this.#options.columns);
    requireColumns(header);
    const reader = tableReader(delimiter);
    this.#above = header.index + 1;
    const records = reader.push(text);
    const all = isWhole && records.length <= header.index ? [...records, ...reader.end()] : records;
    const titles = all.slice(0, header.index);
    const top = { header, titles, headerLine: all[header.index]?.line ?? 1 };
    this.#open = { delimiter, top, survey: new Survey(header, titles), reader };
    this.#take(all.slice(this.#above));
    return this.#open;
  }

  #take(records: readonly CsvRecord[]): void {
    for (const record of records) if (isFilled(record)) this.#open?.survey.add(record);
  }
}

/** Reads the records of a table's data from a text that comes piece by piece, a second time. */
export class DataReader {
  readonly #reader: ReturnType<typeof tableReader>;
  #above: number;

  constructor({ delimiter, above }: FoundTable) {
    this.#reader = tableReader(delimiter);
    this.#above = above;
  }

  push(text: string): CsvRecord[] {
    return this.#data(this.#reader.push(text));
  }

  end(): CsvRecord[] {
    return this.#data(this.#reader.end());
  }

  #data(records: readonly CsvRecord[]): CsvRecord[] {
    const skipped = Math.min(this.#above, records.length);
    this.#above -= skipped;
    return records.slice(skipped).filter(isFilled);
  }
}
