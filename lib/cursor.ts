import { z } from 'zod';
import { AppError } from './errors.ts';

/** One page of a list, and the cursor of the next one; null when this is the last. */
export type Page<Row> = { data: Row[]; page: { nextCursor: string | null } };

/**
 * The cursor of one list. It holds the sort values of a page's last row, after which the next page begins. For clients
 * it is opaque text (base64url of a JSON array), so it is validated like any other input when it comes back.
 */
export class ListCursor<T extends z.ZodTuple> {
  readonly #values: T;

  /** @param values what the cursor holds, in the order of the list's sort columns */
  constructor(values: T) {
    this.#values = values;
  }

  /**
   * The values of a cursor; null for the first page. @throws AppError CURSOR_INVALID for a cursor of another list or
   * order
   */
  read(cursor: string | undefined): z.output<T> | null {
    if (cursor === undefined) return null;
    const parsed = this.#values.safeParse(jsonOf(cursor));
    if (!parsed.success) throw new AppError('CURSOR_INVALID');
    return parsed.data;
  }

  /** Writes a row's values as a cursor. */
  write(values: z.input<T>): string {
    return Buffer.from(JSON.stringify(values)).toString('base64url');
  }

  /** Cuts `limit + 1` rows to a page; the extra row shows that there is a next one. */
  page<Row>(rows: readonly Row[], limit: number, valuesOf: (last: Row) => z.input<T>): Page<Row> {
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    const nextCursor = rows.length > limit && last !== undefined ? this.write(valuesOf(last)) : null;
    return { data, page: { nextCursor } };
  }
}

/** The cursor of lists that are sorted by their rows' ids. */
export const idCursor = new ListCursor(z.tuple([z.uuid()]));

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
