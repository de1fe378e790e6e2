import { join, resolve } from 'node:path';
import type { Config } from '../../lib/config.ts';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { StartupError } from '@sip/local-servers/startup-error';
import { migrators } from '../migration-targets.ts';

export type OpenedDatabase = { env: Record<string, string>; stop: () => Promise<void> };

/** The configured PostgreSQL, or an embedded one of our own; migrated in both cases when we may. */
export async function startDatabase(config: Config): Promise<OpenedDatabase> {
  const configured = config.DATABASE_URL ?? config.DB_HOST;
  if (configured) {
    if (config.DATABASE_ADMIN_URL) await migrateAll(config.DATABASE_ADMIN_URL, config.DB_PASSWORD ?? '');
    return { env: {}, stop: async () => undefined };
  }
  const server = await startPostgres({ dataDir: join(resolve(config.DATA_DIR), 'postgres'), durable: true });
  try {
    await migrateAll(server.url, config.DB_PASSWORD ?? '');
  } catch (error) {
    await server.stop();
    throw error;
  }
  const env = { DATABASE_URL: `postgres://${server.host}:${server.port}`, DATABASE_ADMIN_URL: server.url };
  return { env, stop: () => server.stop() };
}

async function migrateAll(adminUrl: string, appPassword: string): Promise<void> {
  try {
    await Promise.all(migrators({ adminUrl, appPassword }).map((migrator) => migrator.up()));
  } catch (error) {
    throw new StartupError(`The database cannot be prepared: ${(error as Error).message}`, { cause: error });
  }
}
