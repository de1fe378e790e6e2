import { join } from 'node:path';
import { Migrator, type MigrationTarget } from '../storage/migrator.ts';
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

/** A server, and the password of each service's application role; one word where all have the same (tests). */
export type DatabaseServer = { adminUrl: string; appPassword: string | ((service: string) => string) };

/** One migrator for each service, on one server. `rename` changes the names of databases, for tests. */
export function migrators(
  { adminUrl, appPassword }: DatabaseServer,
  rename: (database: string) => string = (d) => d,
): Migrator[] {
  return MIGRATION_TARGETS.map((target) => {
    const password = typeof appPassword === 'string' ? appPassword : appPassword(target.service);
    const database = rename(`${target.service}_db`);
    return new Migrator({ ...target, database }, { adminUrl, appPassword: password });
  });
}
