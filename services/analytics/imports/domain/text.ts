import { parse } from 'csv-parse/sync';

/** One record of the file with the number of the line on which it ends. */
export type CsvRecord = { readonly line: number; readonly cells: string[] };
export type Delimiter = ',' | ';' | '\t';

/**
 * The text of a file: UTF-8 or UTF-16 by its byte order mark, UTF-16 without one by its zero bytes, and Windows-1252
 * where the bytes are not UTF-8 (old spreadsheet exports).
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a !== 0 && b === 0 && bytes[3] === 0) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

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
