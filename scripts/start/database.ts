import { join, resolve } from 'node:path';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { StartupError } from '@sip/local-servers/startup-error';
import { databasePassword, type DatabaseSettings } from '../../storage/settings.ts';
import { migrators } from '../migration-targets.ts';
import type { StartSettings } from './settings.ts';

/**
 * A running database server: the administrator's URL, if known, and the variables by which services find the server.
 */
export type RunningDatabase = {
  adminUrl: string | undefined;
  variables: Record<string, string>;
  stop: () => Promise<void>;
};

/** The configured PostgreSQL, or an embedded one. It is migrated when the administrator's URL is known. */
export async function startDatabase(settings: StartSettings & DatabaseSettings): Promise<RunningDatabase> {
  const configured = settings.DATABASE_URL ?? settings.DB_HOST;
  const appPassword = (service: string) => databasePassword(settings, service) ?? '';
  if (configured) {
    const adminUrl = settings.DATABASE_ADMIN_URL;
    if (adminUrl) await migrateAll(adminUrl, appPassword);
    return { adminUrl, variables: {}, stop: async () => undefined };
  }
  const dataDir = join(resolve(settings.DATA_DIR), 'postgres');
  const server = await startPostgres({ dataDir, durable: true });
  try {
    await migrateAll(server.url, appPassword);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const variables = { DATABASE_URL: `postgres://${server.host}:${server.port}` };
  return { adminUrl: server.url, variables, stop: () => server.stop() };
}

async function migrateAll(adminUrl: string, appPassword: (service: string) => string): Promise<void> {
  try {
    await Promise.all(migrators({ adminUrl, appPassword }).map((migrator) => migrator.up()));
  } catch (error) {
    throw new StartupError(`The database cannot be prepared: ${(error as Error).message}`, { cause: error });
  }
}
