import { parse } from 'csv-parse/sync';

/** One record of the file with the number of the line on which it ends. */
export type CsvRecord = { readonly line: number; readonly cells: string[] };
export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * The records of a CSV text, at most `limit` when it is given. Lines of different lengths and stray quotes are allowed.
 */
export function readRecords(text: string, delimiter: Delimiter, limit?: number): CsvRecord[] {
  const rows = parse(text, {
    delimiter,
    bom: true,
    info: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    trim: delimiter !== '\t',
    ...(limit === undefined ? {} : { to: limit }),
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) }));
}
