import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { migrators } from '../../scripts/migration-targets.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's connection string of the test server. */
    adminUrl: string;
    /** Password of every application role. */
    appPassword: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template database for each service (`template_<service>`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sip-test-postgres-'));
  const server = await startPostgres({ dataDir, durable: false });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const appPassword = randomBytes(12).toString('hex');
    const names = (database: string) => `template_${database.replace(/_db$/, '')}`;
    for (const migrator of migrators({ adminUrl: server.url, appPassword }, names)) await migrator.up();
    project.provide('adminUrl', server.url);
    project.provide('appPassword', appPassword);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
