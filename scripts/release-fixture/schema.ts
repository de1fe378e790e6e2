import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getConstructionPlans } from 'pg-boss';
import { namesOf } from '../../storage/roles.ts';
import { MIGRATION_TARGETS } from '../migration-targets.ts';
import { query } from './stage.ts';

const JOBS_SCHEMA = 'pgboss';
/** Stands in a service's SQL where the text of queues.sql belongs: the same in every service, and long. */
export const QUEUES_PLACE = '-- here: queues.sql';

/** pg-boss's tables and functions as its own installer makes them. */
export const queuesSql = (): string => getConstructionPlans(JOBS_SCHEMA);

/**
 * The tables, rights and functions of one service's database as this release makes them, as SQL for an administrator:
 * the text of its migrations, and pg-boss's own installation where the service has queues.
 */
export async function schemaSql(adminUrl: string, service: string): Promise<string> {
  const { owner, app } = namesOf(service);
  const target = MIGRATION_TARGETS.find((t) => t.service === service);
  if (!target) throw new Error(`there is no database of ${service}`);
  const migrations = await Promise.all(
    (await readdir(target.folder))
      .filter((file) => /^\d{4}-.*\.ts$/.test(file))
      .sort()
      .map(async (file) => `-- migration ${file.replace(/\.ts$/, '')}\n${await upOf(target.folder, file)}`),
  );
  const parts = [
    `SET ROLE ${owner};`,
    `CREATE TABLE schema_migrations (name text PRIMARY KEY);
GRANT USAGE ON SCHEMA public TO ${app};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};`,
    ...migrations,
  ];
  if (await hasQueues(adminUrl, service)) parts.push(bookkeepingOfQueues(app));
  return [...parts, 'RESET ROLE;'].join('\n\n');
}

async function upOf(folder: string, file: string): Promise<string> {
  const { up } = (await import(pathToFileURL(join(folder, file)).href)) as { up: string };
  return up;
}

async function hasQueues(adminUrl: string, service: string): Promise<boolean> {
  const rows = await query(
    adminUrl,
    namesOf(service).database,
    `SELECT 1 FROM pg_namespace WHERE nspname = '${JOBS_SCHEMA}'`,
  );
  return rows.length > 0;
}

function bookkeepingOfQueues(app: string): string {
  return `-- queues
CREATE TABLE schema_stamps (name text PRIMARY KEY, stamp text NOT NULL);
${QUEUES_PLACE}
GRANT USAGE ON SCHEMA ${JOBS_SCHEMA} TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO ${app};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOBS_SCHEMA} TO ${app};
ALTER DEFAULT PRIVILEGES IN SCHEMA ${JOBS_SCHEMA} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};`;
}
