import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { AppError } from './errors.ts';

/** One page of a list, and the cursor of the next one; null when this is the last. */
export type Page<Row> = { data: Row[]; page: { nextCursor: string | null } };

/** The parameters of a list. All but the page's place and size say which rows there are, and in which order. */
export type ListQuestion = { cursor?: string | undefined; limit: number };

const TAG_LENGTH = 12;

/**
 * The cursor of one list. It holds the sort values of a page's last row, after which the next page begins, and a tag of
 * the list and of the question that the pages answer: it is good for that list with the same filter and order. For
 * clients it is opaque text (base64url of a JSON array), so it is validated like any other input when it comes back.
 */
export class ListCursor<T extends z.ZodTuple> {
  readonly #list: string;
  readonly #values: T;

  /**
   * @param list the name of the action that answers the list
   * @param values what the cursor holds, in the order of the list's sort columns
   */
  constructor(list: string, values: T) {
    this.#list = list;
    this.#values = values;
  }

  /**
   * The values of a question's cursor; null for the first page. @throws AppError CURSOR_INVALID for a cursor of another
   * list, filter or order
   */
  read(question: ListQuestion): z.output<T> | null {
    if (question.cursor === undefined) return null;
    const [tag, ...values] = arrayIn(question.cursor);
    const parsed = this.#values.safeParse(values);
    if (!parsed.success || tag !== this.#tagOf(question)) throw new AppError('CURSOR_INVALID');
    return parsed.data;
  }

  /** Writes a row's values as a cursor, for whoever asks the same question. */
  write(question: ListQuestion, values: z.input<T>): string {
    return Buffer.from(JSON.stringify([this.#tagOf(question), ...values])).toString('base64url');
  }

  /** Cuts `limit + 1` rows to a page; the extra row shows that there is a next one. */
  page<Row>(question: ListQuestion, rows: readonly Row[], valuesOf: (last: Row) => z.input<T>): Page<Row> {
    const { limit } = question;
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { data, page: { nextCursor: more ? this.write(question, valuesOf(last)) : null } };
  }

  #tagOf({ cursor: _cursor, limit: _limit, ...rest }: ListQuestion): string {
    const asked = `${this.#list} ${canonicalJson(rest)}`;
    return createHash('sha256').update(asked).digest('base64url').slice(0, TAG_LENGTH);
  }
}

/** The cursor of a list that is sorted by its rows' ids. */
export const idCursor = (list: string) => new ListCursor(list, z.tuple([z.uuid()]));

function arrayIn(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
