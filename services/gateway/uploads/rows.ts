/** One row as it was sent, parsed or not, and how many bytes it has on its way to analytics. */
export type Row = { readonly row: unknown; readonly bytes: number };

/** A row has some short texts and numbers; the longest valid one is far below. */
export const MAX_ROW_BYTES = 16 * 1024;

/** Stands for a row that was too long to be read. */
export const TOO_LONG: Row = { row: 'A row that is too long.', bytes: 50 };
export const TOO_LONG_MESSAGE = `The row is longer than ${MAX_ROW_BYTES / 1024} KB.`;

/** A row, read by `parse`. Its bytes are counted as it will be sent: numbers may be written longer than they came. */
export function readRow(text: string, parse: (text: string) => unknown): Row {
  if (text.length > MAX_ROW_BYTES) return TOO_LONG;
  const row = parse(text);
  return { row, bytes: Buffer.byteLength(JSON.stringify(row)) };
}
