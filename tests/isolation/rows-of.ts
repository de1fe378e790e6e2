import { SERVICES } from '../../contracts/permissions.ts';
import { asAdministrator, type TestDatabases } from '../support/databases.ts';

/** The services that have a database. */
export const DATABASES = SERVICES.filter((service) => service !== 'gateway');

/**
 * A statement that gives a hash of the rows that every table holds of organisation `$1`; without when auth was last asked about
 * the holder of a SQL login, which the product notes by itself every few seconds.
 */
const HASHES = `
  SELECT string_agg(format(
    $$SELECT %L AS name, md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) AS rows
      FROM %I t, LATERAL (SELECT to_jsonb(t) - 'holder_asked_at') row(r) WHERE organization_id = $1$$, relname, relname), ' UNION ALL ' ORDER BY relname) AS sql
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attname = 'organization_id'
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;

/** A hash of everything that the databases hold of an organisation, by service and table. */
export async function rowsOf(
  databases: TestDatabases,
  organizationId: string,
): Promise<Record<string, string>> {
  const found = await Promise.all(
    DATABASES.map(async (service) => {
      const url = databases.adminUrl(service);
      const [statement] = await asAdministrator<{ sql: string }>(url, HASHES);
      const rows = await asAdministrator<{ name: string; rows: string }>(url, statement?.sql ?? '', [
        organizationId,
      ]);
      return rows.map(({ name, rows: hash }) => [`${service}.${name}`, hash] as const);
    }),
  );
  return Object.fromEntries(found.flat());
}
