import pg from 'pg';
import type { TestDatabases } from '../support/databases.ts';

/** Rows of an organisation that one table holds, and how many of them the application role of its service reached. */
export type Reach = { table: string; held: number; read: number; changed: number; deleted: number };

export type Attempt = {
  /** The organisation in whose scope it is tried; null: in none. */
  as: string | null;
  /** The organisation whose rows are tried. */
  rowsOf: string;
  /** Tables that belong to no organisation. */
  outside: readonly string[];
  /** What the administrator does to a table first, for planting a hole. */
  prepare?: (table: string) => string;
};

const TABLES = `
  SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1) ORDER BY 1`;
const PERMISSION_DENIED = '42501';
/** PostgreSQL names it after it has found the row. */
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Tries every tenant table of a service as its application role, with statements that say nothing of organisations but the one
 * whose rows they are after: only row-level security stands between. Every statement is undone.
 */
export async function reachOf(databases: TestDatabases, service: string, attempt: Attempt): Promise<Reach[]> {
  const client = new pg.Client({ connectionString: databases.adminUrl(service) });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(TABLES, [attempt.outside]);
    const found: Reach[] = [];
    for (const { name } of rows) {
      const where = `${name} WHERE organization_id = $1`;
      const tried = (sql: string) => asApplication(client, `${service}_app`, name, sql, attempt);
      found.push({
        table: `${service}.${name}`,
        held: await rowCount(client, `SELECT 1 FROM ${where}`, attempt.rowsOf),
        read: await tried(`SELECT 1 FROM ${where}`),
        changed: await tried(
          `UPDATE ${where.replace(' WHERE', ' SET organization_id = organization_id WHERE')}`,
        ),
        deleted: await tried(`DELETE FROM ${where}`),
      });
    }
    return found;
  } finally {
    await client.end();
  }
}

async function asApplication(
  client: pg.Client,
  role: string,
  table: string,
  sql: string,
  { as, rowsOf, prepare }: Attempt,
): Promise<number> {
  await client.query('BEGIN');
  try {
    if (prepare) await client.query(prepare(table));
    await client.query(`SET LOCAL ROLE ${role}`);
    await client.query(`SELECT set_config('app.organization', $1, true)`, [as ?? '']);
    return await rowCount(client, sql, rowsOf);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === PERMISSION_DENIED) return 0;
    if (code === FOREIGN_KEY_VIOLATION) return 1;
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

const rowCount = async (client: pg.Client, sql: string, organizationId: string): Promise<number> =>
  (await client.query(sql, [organizationId])).rowCount ?? 0;
