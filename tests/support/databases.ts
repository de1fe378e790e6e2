import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrators } from '../../scripts/migration-targets.ts';

export type TestDatabases = {
  /** For DATABASE_URL: `{service}` stands for the service's name. */
  url: string;
  password: string;
  /** The administrator's connection string of one service's database: sees and does everything. */
  adminUrl(service: string): string;
  drop(): Promise<void>;
};

/** Fresh databases cloned from the migrated templates, for one test file. */
export const cloneDatabases = (services: readonly string[]): Promise<TestDatabases> =>
  createDatabases(services, (service) => `template_${service}`);

/** Databases of a past state: what each service's SQL makes in an empty database, and the migrations of today on it. */
export async function restoreDatabases(sql: Readonly<Record<string, string>>): Promise<TestDatabases> {
  const databases = await createDatabases(Object.keys(sql), () => 'template0');
  for (const [service, text] of Object.entries(sql)) await asAdministrator(databases.adminUrl(service), text);
  const rename = (database: string) =>
    new URL(databases.adminUrl(database.replace(/_db$/, ''))).pathname.slice(1);
  const server = { adminUrl: inject('adminUrl'), appPassword: databases.password };
  for (const migrator of migrators(server, rename)) await migrator.up();
  return databases;
}

async function createDatabases(
  services: readonly string[],
  templateOf: (service: string) => string,
): Promise<TestDatabases> {
  const [adminUrl, password] = [inject('adminUrl'), inject('appPassword')];
  const prefix = `t${randomBytes(5).toString('hex')}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  for (const service of services) {
    await admin.query(
      `CREATE DATABASE ${prefix}_${service} TEMPLATE ${templateOf(service)} OWNER ${service}_owner`,
    );
  }
  await admin.end();
  const at = (database: string) => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    return url;
  };
  const open = at('x');
  open.username = '';
  open.password = '';
  return {
    url: open.toString().replace(/x$/, `${prefix}_{service}`),
    password,
    adminUrl: (service) => at(`${prefix}_${service}`).toString(),
    drop: async () => {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      for (const service of services)
        await client.query(`DROP DATABASE IF EXISTS ${prefix}_${service} WITH (FORCE)`);
      await client.end();
    },
  };
}

/** Runs SQL as the administrator, past every wall: for checking what is really in a table. */
export async function asAdministrator<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}
