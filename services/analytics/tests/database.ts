import { Database } from '../../../storage/database.ts';
import type { TestDatabases } from '../../../tests/support/databases.ts';

/** The database of analytics, as its own role sees it. Close it at the end. */
export function analyticsDatabase(databases: TestDatabases): Database {
  const url = new URL(databases.url.replace('{service}', 'analytics'));
  url.username = 'analytics_app';
  url.password = databases.password;
  return new Database({ url: url.toString(), applicationName: 'analytics-test', checkRows: true });
}
