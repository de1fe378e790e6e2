import { join } from 'node:path';
import { Migrator, type MigrationServer, type MigrationTarget } from '../storage/migrator.ts';
import { jobsOf } from '../contracts/jobs.ts';
import { SERVICES } from '../contracts/permissions.ts';

/** The services that have a database, with their migrations and queues. */
export const MIGRATION_TARGETS: readonly MigrationTarget[] = SERVICES.filter((s) => s !== 'gateway').map(
  (service) => ({
    service,
    folder: join(import.meta.dirname, '..', 'services', service, 'migrations'),
    queues: jobsOf(service).map(({ name, queue }) => ({ name, ...queue })),
    logins: service === 'analytics',
  }),
);

/** One migrator for each service, on one server. `rename` changes the names of databases, for tests. */
export function migrators(
  server: MigrationServer,
  rename: (database: string) => string = (d) => d,
): Migrator[] {
  return MIGRATION_TARGETS.map(
    (target) => new Migrator({ ...target, database: rename(`${target.service}_db`) }, server),
  );
}
