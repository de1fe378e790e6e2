/** A number with an exponent may be written longer than it came: 1e20. Everything else becomes no longer. */
const EXPONENT = /[\d.]e/i;

/** One row as it was sent, parsed or not, and how many bytes it has on its way to analytics. */
export type Row = { readonly row: unknown; readonly bytes: number };

/** A row has some short texts and numbers; the longest valid one is far below. */
export const MAX_ROW_BYTES = 16 * 1024;

/** Stands for a row that was too long to be read. */
export const TOO_LONG: Row = { row: 'A row that is too long.', bytes: 50 };
export const TOO_LONG_MESSAGE = `The row is longer than ${MAX_ROW_BYTES / 1024} KB.`;

/** A row, read by `parse`. Its bytes are at least those that it will have when it is sent. */
export function readRow(text: string, parse: (text: string) => unknown): Row {
  if (text.length > MAX_ROW_BYTES) return TOO_LONG;
  const row = parse(text);
  const sent = EXPONENT.test(text) || typeof row === 'string' ? JSON.stringify(row) : text;
  return { row, bytes: Buffer.byteLength(sent) };
}
