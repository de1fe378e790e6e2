import { join } from 'node:path';
import { Migrator, type MigrationServer, type MigrationTarget } from '../storage/migrator.ts';
import { queues as aiQueues } from '../services/ai/queues.ts';
import { queues as analyticsQueues } from '../services/analytics/queues.ts';
import { queues as authQueues } from '../services/auth/queues.ts';
import { queues as campaignQueues } from '../services/campaign/queues.ts';
import { queues as platformsQueues } from '../services/platforms/queues.ts';

const QUEUES = {
  auth: authQueues,
  campaign: campaignQueues,
  platforms: platformsQueues,
  analytics: analyticsQueues,
  ai: aiQueues,
} as const;

/** Services that have a database, with their migrations and queues. */
export const MIGRATION_TARGETS: readonly MigrationTarget[] = Object.entries(QUEUES).map(
  ([service, queues]) => ({
    service,
    folder: join(import.meta.dirname, '..', 'services', service, 'migrations'),
    queues,
  }),
);

/** One migrator a service, on one server. `rename` gives test databases names of their own. */
export function migrators(
  server: MigrationServer,
  rename: (database: string) => string = (d) => d,
): Migrator[] {
  return MIGRATION_TARGETS.map(
    (target) => new Migrator({ ...target, database: rename(`${target.service}_db`) }, server),
  );
}
