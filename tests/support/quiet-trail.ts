import { until } from '../../client/testing/until.ts';
import { asAdministrator, type TestDatabases } from './databases.ts';

const WAITING = `SELECT count(*)::int AS waiting FROM pgboss.job WHERE name LIKE '%.audit' AND state < 'completed'`;

/** Waits until every audit row of these services is in the chain. */
export async function trailIsQuiet(databases: TestDatabases, services: readonly string[]): Promise<void> {
  for (const service of services) {
    const url = databases.adminUrl(service);
    await until(
      () => asAdministrator<{ waiting: number }>(url, WAITING),
      ([row]) => row?.waiting === 0,
      30,
    );
  }
}
