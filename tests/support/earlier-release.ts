import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrators } from '../../scripts/migration-targets.ts';
import type { ServiceName } from '../../contracts/permissions.ts';

/** A database of a service as an earlier release left it: without one migration and all that follow. */
export type EarlierRelease = { url: string; up(): Promise<unknown>; drop(): Promise<void> };

/** Makes a database of its own and takes it back to before a migration. */
export async function beforeMigration(service: ServiceName, migration: string): Promise<EarlierRelease> {
  const database = `m${randomBytes(4).toString('hex')}_${service}_db`;
  const all = () =>
    migrators({ adminUrl: inject('adminUrl'), appPassword: inject('appPassword') }, () => database);
  const migrator = () => {
    const found = all().find((one) => one.service === service);
    if (!found) throw new Error(`${service} has no migrations`);
    return found;
  };
  await migrator().up();
  while (!(await migrator().status()).pending.includes(migration)) await migrator().down();
  return {
    url: Object.assign(new URL(inject('adminUrl')), { pathname: `/${database}` }).toString(),
    up: () => migrator().up(),
    async drop() {
      const admin = new pg.Client({ connectionString: inject('adminUrl') });
      await admin.connect();
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.end();
    },
  };
}
