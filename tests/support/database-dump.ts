import { SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import { asAdministrator, type TestDatabases } from './databases.ts';

/** Everything that the databases of all services hold, the queues of jobs among it, by service. */
export async function dumpDatabases(databases: TestDatabases): Promise<Record<string, string>> {
  const dumps = SERVICES.filter((service) => service !== 'gateway').map(
    async (service) => [service, await dumpDatabase(databases, service)] as const,
  );
  return Object.fromEntries(await Promise.all(dumps));
}

/** The same of one service. */
export async function dumpDatabase(databases: TestDatabases, service: ServiceName): Promise<string> {
  const rows = await asAdministrator<{ dump: string }>(
    databases.adminUrl(service),
    `SELECT relname || ' ' || query_to_xml(format('SELECT * FROM %I.%I', nspname, relname), true, true, '')::text AS dump
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE relkind IN ('r', 'p') AND nspname IN ('public', 'pgboss') AND NOT relispartition`,
  );
  return rows.map((row) => row.dump).join('\n');
}
