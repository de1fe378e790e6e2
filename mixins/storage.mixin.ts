import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { ModelStatic, Model } from 'sequelize';
import { databaseUrl, type Config } from '../lib/config.ts';
import type { ServiceName } from '../contracts/permissions.ts';
import { Database } from '../storage/database.ts';
import { Jobs } from '../storage/jobs.ts';
import { databaseMixin, type Rows } from './database.mixin.ts';
import { jobsMixin, type JobWorker } from './jobs.mixin.ts';
import { nodeOf } from './node.ts';

type Models = Record<string, ModelStatic<Model>>;
type DatabaseService = Exclude<ServiceName, 'gateway'>;

/** A service's own database, its administrative tables and its durable work, bound to the service's life. */
export type ServiceStorage<M extends Models> = {
  database: Database;
  jobs: Jobs;
  rows: { [K in keyof M]: Rows<InstanceType<M[K]>> };
  /** Mixins to put into the service; stopped in the right order: jobs first, then the database. */
  mixins: (workers?: readonly JobWorker[]) => Partial<ServiceSchema>[];
};

/** Describes a service's storage; nothing is opened before the service starts. */
export function serviceStorage<M extends Models>(
  config: Config,
  service: DatabaseService,
  defineModels: (database: Database) => M,
): ServiceStorage<M> {
  const url = databaseUrl(config, service);
  let broker: ServiceBroker | undefined;
  const database = new Database({
    url,
    applicationName: service,
    onStatement: ({ startedAt, failed }) =>
      broker && nodeOf(broker).metrics.statement(failed, performance.now() - startedAt),
  });
  const jobs = new Jobs({
    url,
    applicationName: service,
    onError: (error) => broker?.logger.warn({ err: error, service }, 'jobs'),
  });
  const { mixin, rows } = databaseMixin(database, defineModels);
  const watch = {
    async started(this: { broker: ServiceBroker }) {
      broker = this.broker;
      nodeOf(broker).health.addProbe(`database ${service}`, () => database.ping());
      nodeOf(broker).metrics.watchPool(service, () => database.connections);
      await database.ping().catch((error: unknown) => {
        throw new Error(
          `The database of ${service} cannot be reached at ${hostOf(url)}: start it, or correct its settings.`,
          { cause: error },
        );
      });
    },
  } as unknown as Partial<ServiceSchema>;
  return {
    database,
    jobs,
    rows,
    mixins: (workers) => [mixin, watch, ...(workers ? [jobsMixin(service, jobs, workers)] : [])],
  };
}

/** Host, port and database of a connection string, without its credentials. */
function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
