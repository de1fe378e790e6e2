import { AppError } from './errors.ts';

/** An opaque cursor for keyset paging: the sort values of the last row seen. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor of `length` values. @throws AppError CURSOR_INVALID */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fine =
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => typeof v === 'string' || typeof v === 'number');
    if (fine) return values;
  } catch {
    // not JSON: refused below
  }
  throw new AppError('CURSOR_INVALID');
}

/** Cuts `limit + 1` rows to a page and makes the cursor of the next one. */
export function pageOfRows<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): { data: T[]; page: { nextCursor: string | null } } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, page: { nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null } };
}
