import { namesOf } from '../../storage/roles.ts';
import { query } from './stage.ts';

/** Tables of pg-boss about running processes and their statistics: nothing of them outlives a release. */
const FLEETING = /^pgboss\.(instance|warning|bam|queue_stats.*)$/;

type Table = { name: string; columns: string[]; key: string[]; refers: string[] };

const TABLES = `
  SELECT c.oid::regclass::text AS name,
    ARRAY(SELECT quote_ident(attname) FROM pg_attribute a WHERE attrelid = c.oid AND attnum > 0
          AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
    ARRAY(SELECT quote_ident(a.attname) FROM pg_index i CROSS JOIN unnest(i.indkey) k
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k
          WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
    ARRAY(SELECT DISTINCT confrelid::regclass::text FROM pg_constraint
          WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS refers
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'pgboss')
  ORDER BY 1`;

/**
 * The rows of one service's database as INSERT statements, in an order that foreign keys allow and that is the same each
 * time; what a migration has put into a table is taken out first.
 */
export async function rowsSql(adminUrl: string, database: string): Promise<string> {
  const tables = (await query<Table>(adminUrl, database, TABLES)).filter(({ name }) => !FLEETING.test(name));
  const parts = [`TRUNCATE ${tables.map(({ name }) => name).join(', ')};`];
  for (const table of inOrderOfReference(tables)) {
    const tuples = await tuplesOf(adminUrl, database, table);
    if (tuples.length > 0)
      parts.push(`INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES\n${tuples.join(',\n')};`);
  }
  return parts.join('\n\n');
}

/** One line a row, each value as PostgreSQL prints it. */
async function tuplesOf(adminUrl: string, database: string, table: Table): Promise<string[]> {
  const values = table.columns.map((column) => `quote_nullable(${column}::text)`).join(`, ', ', `);
  const key = table.key.map((column) => `${column}::text COLLATE "C"`).join(', ');
  const rows = await query<{ tuple: string }>(
    adminUrl,
    database,
    `SELECT concat('(', ${values}, ')') AS tuple FROM ${table.name} ORDER BY ${key === '' ? '1' : key}`,
  );
  return rows.map(({ tuple }) => tuple);
}

function inOrderOfReference(tables: readonly Table[]): Table[] {
  const left = [...tables];
  const done: Table[] = [];
  while (left.length > 0) {
    const index = left.findIndex((t) => t.refers.every((name) => done.some((d) => d.name === name)));
    const [next] = left.splice(Math.max(index, 0), 1);
    if (index < 0 || !next) throw new Error('tables refer to each other in a circle');
    done.push(next);
  }
  return done;
}

/** Columns, constraints, indexes, policies, walls, rights and functions, as text that can be compared. */
const SHAPE = `
  WITH relations AS (
    SELECT c.* FROM pg_class c WHERE relnamespace::regnamespace::text IN ('public', 'pgboss')
      AND relname !~ '^queue_stats_')
  SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' '
      || attnotnull || ' ' || attgenerated::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), '') AS text
    FROM pg_attribute JOIN relations r ON r.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND relkind IN ('r', 'p')
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN relations r ON r.oid = conrelid
  UNION ALL SELECT 'index ' || pg_get_indexdef(oid) FROM relations WHERE relkind IN ('i', 'I')
  UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || roles::text || ' ' || qual || ' ' || with_check
    FROM pg_policies
  UNION ALL SELECT 'relation ' || oid::regclass || ' ' || relowner::regrole || ' ' || relrowsecurity || ' '
      || relforcerowsecurity || ' ' || coalesce(relacl::text, '') FROM relations
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || ' ' || coalesce(proacl::text, '') FROM pg_proc
    WHERE pronamespace::regnamespace::text IN ('public', 'pgboss')
  UNION ALL SELECT 'schema ' || nspname || ' ' || coalesce(nspacl::text, '') FROM pg_namespace
    WHERE nspname IN ('public', 'pgboss')
  UNION ALL SELECT 'default ' || defaclrole::regrole || ' ' || defaclnamespace::regnamespace || ' ' || defaclacl::text
    FROM pg_default_acl
  ORDER BY 1`;

/** @throws Error with the first difference when two databases are not of the same shape with the same rows */
export async function assertSame(adminUrl: string, one: string, other: string): Promise<void> {
  const [shapes, rows] = [
    [await query(adminUrl, one, SHAPE), await query(adminUrl, other, SHAPE)],
    [(await rowsSql(adminUrl, one)).split('\n'), (await rowsSql(adminUrl, other)).split('\n')],
  ];
  for (const [left = [], right = []] of [shapes, rows]) {
    const texts = [left, right].map((lines) => lines.map((line) => JSON.stringify(line)));
    const [missing, added] = [0, 1].map((i) => texts[i]?.find((line) => !texts[1 - i]?.includes(line)));
    if (missing !== undefined || added !== undefined)
      throw new Error(`the fixture of ${one} differs:\n- ${missing}\n+ ${added}`);
  }
}

/** A new database of a service, with what the SQL makes in it. */
export async function restore(
  adminUrl: string,
  service: string,
  database: string,
  sql: string,
): Promise<void> {
  const { owner } = namesOf(service);
  await query(adminUrl, 'postgres', `CREATE DATABASE ${database} OWNER ${owner} TEMPLATE template0`);
  await query(adminUrl, database, sql);
}
