import { Parser } from 'csv-parse';

/** One record of the file with the number of the line on which it ends. */
export type CsvRecord = { readonly line: number; readonly cells: string[] };
export type Delimiter = ',' | ';' | '\t' | '|';

/** A record is held whole: one that never ends must not fill the memory. */
const MOST_LETTERS = 1_048_576;

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads records from a text that comes piece by piece; nothing of what was read is kept. Lines of different lengths and stray quotes
 * are allowed. Each call throws where the text is no table.
 */
export class RecordReader {
  readonly #parser: Parser;

  /** @param limit so many records are read at most */
  constructor(delimiter: Delimiter, limit?: number) {
    this.#parser = new Parser({
      delimiter,
      bom: true,
      info: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: MOST_LETTERS,
      trim: delimiter !== '\t',
      ...(limit === undefined ? {} : { to: limit }),
    });
    this.#parser.on('error', () => undefined); // #records throws it
  }

  /** The records that end within a piece of the text. */
  push(text: string): CsvRecord[] {
    if (this.#parser.writable) this.#parser.write(text);
    return this.#records();
  }

  /** The record that the end of the text ends. */
  end(): CsvRecord[] {
    if (this.#parser.writable) this.#parser.end();
    return this.#records();
  }

  #records(): CsvRecord[] {
    const records: CsvRecord[] = [];
    for (;;) {
      const next = this.#parser.read() as Parsed | null;
      if (next === null) break;
      records.push({ line: next.info.lines, cells: next.record.map((cell) => cell.trim()) });
    }
    if (this.#parser.errored) throw this.#parser.errored;
    return records;
  }
}

/** The first records of a text, at most `limit`. `isWhole` is false for the beginning of a longer text. */
export function readRecords(text: string, delimiter: Delimiter, limit?: number, isWhole = true): CsvRecord[] {
  const reader = new RecordReader(delimiter, limit);
  const records = reader.push(text);
  return isWhole ? [...records, ...reader.end()] : records;
}
