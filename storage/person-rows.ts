import type { Tx } from './database.ts';
import { json, statement, text, type Statement } from './statement.ts';

/** A table in which rows belong to a person, or were written by them. */
export type PersonTable = {
  table: string;
  /** The column that holds the person's id. */
  owner: string;
  /** Whether that column holds the person's address instead. */
  byAddress: boolean;
  /** The columns by which an owner's rows are told apart and paged. */
  key: readonly string[];
  /** Columns that prove a person or open something; they are not given out. */
  secrets: readonly string[];
  /** Whether the table has an `organization_id`. */
  walled: boolean;
};
export type PersonRow = { table: string; values: Record<string, unknown> };
export type PersonPage = { rows: PersonRow[]; next: string | null };
export type PersonQuery = {
  organizationId: string;
  userId: string;
  address?: string;
  after: string | null;
  limit: number;
};

/** Rows are cut to pages of about this size, because an answer must fit a message of the bus. */
const PAGE_BYTES = 256 * 1024;

type Row = { key: string; document: unknown };
type PersonStatement = {
  table: string;
  byAddress: boolean;
  secrets: readonly string[];
  select: Statement<Row>;
};

/** $1 organisation, $2 the person's id or address, $3 the key after which the page begins, $4 how many. */
function statementOf({ table, owner, byAddress, key, secrets, walled }: PersonTable): PersonStatement {
  const position = `concat_ws('|', ${key.map((column) => `t.${column}`).join(', ')})`;
  const select = statement(
    `SELECT ${position} AS key, to_jsonb(t) AS document FROM ${table} t
     WHERE ${walled ? 't.organization_id = $1' : '$1::uuid IS NOT NULL'} AND t.${owner}::text = $2
       AND ($3::text IS NULL OR ${position} > $3)
     ORDER BY 1 LIMIT $4`,
    { key: text, document: json },
  );
  return { table, byAddress, secrets, select };
}

/**
 * Reads everything of a person in these tables, page by page. `next` is where the next page begins; null after the last.
 */
export function personRows(tables: readonly PersonTable[]) {
  const statements = tables.map(statementOf);
  return async function read(tx: Pick<Tx, 'query'>, query: PersonQuery): Promise<PersonPage> {
    let { index, key } = placeOf(query.after);
    const rows: PersonRow[] = [];
    let bytes = 0;
    for (; index < statements.length; index += 1, key = null) {
      const { table, byAddress, secrets, select } = statements[index] as PersonStatement;
      const wanted = query.limit - rows.length;
      const person = byAddress ? (query.address ?? '') : query.userId;
      const found = await tx.query(select, [query.organizationId, person, key, wanted]);
      for (const row of found) {
        rows.push({ table, values: without(row.document, secrets) });
        bytes += JSON.stringify(row.document).length;
        key = row.key;
        if (rows.length === query.limit || bytes >= PAGE_BYTES) return { rows, next: `${index}:${key}` };
      }
    }
    return { rows, next: null };
  };
}

function placeOf(after: string | null): { index: number; key: string | null } {
  const [, index = '0', key] = /^(\d{1,3}):(.*)$/s.exec(after ?? '') ?? [];
  return { index: Number(index), key: key ?? null };
}

function without(document: unknown, secrets: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(document as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([name]) => !secrets.includes(name)));
}
