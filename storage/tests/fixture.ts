import { onTestFinished } from 'vitest';
import { Database, type DatabaseOptions } from '../database.ts';
import { tenantWall } from '../policy.ts';
import { asAdministrator, cloneDatabases, type TestDatabases } from '../../tests/support/databases.ts';

/** A database of analytics with a table `notes` under row-level security, and the URL of its application role. */
export async function notesDatabase(
  options: Partial<DatabaseOptions> = {},
): Promise<{ database: Database; databases: TestDatabases; admin: string; url: string }> {
  const databases = await cloneDatabases(['analytics']);
  onTestFinished(() => databases.drop());
  const admin = databases.adminUrl('analytics');
  await asAdministrator(
    admin,
    `SET ROLE analytics_owner;
     CREATE TABLE notes (
       organization_id uuid NOT NULL,
       id integer NOT NULL CHECK (id >= 0),
       body text NOT NULL,
       PRIMARY KEY (organization_id, id)
     );
     ${tenantWall('notes', 'analytics')}`,
  );
  const url = new URL(databases.url.replace('{service}', 'analytics'));
  url.username = 'analytics_app';
  url.password = databases.password;
  const database = new Database({ url: url.toString(), applicationName: 'test', poolSize: 3, ...options });
  onTestFinished(() => database.close());
  return { database, databases, admin, url: url.toString() };
}
