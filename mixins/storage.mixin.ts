import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { ModelStatic, Model } from 'sequelize';
import type { RecordingService } from '../contracts/jobs.ts';
import { Database } from '../storage/database.ts';
import { Jobs } from '../storage/jobs.ts';
import { databaseUrl, type DatabaseSettings } from '../storage/settings.ts';
import { backlogActions } from './audit-delivery.ts';
import { databaseMixin, type Rows } from './database.mixin.ts';
import { jobsMixin, type JobWorker } from './jobs.mixin.ts';
import type { Node } from './node.ts';

type Models = Record<string, ModelStatic<Model>>;

/** A service's database, its tables with models, and its jobs, which start and stop with the service. */
export type ServiceStorage<M extends Models = Record<never, ModelStatic<Model>>> = {
  database: Database;
  jobs: Jobs;
  rows: { [K in keyof M]: Rows<InstanceType<M[K]>> };
  /** The mixins for the service. They stop jobs first and close the database afterwards. */
  mixins: (workers?: readonly JobWorker[]) => Partial<ServiceSchema>[];
};

/**
 * Prepares a service's storage; connections are opened when the service starts.
 * @param models the tables that have models, where there are any
 */
export function serviceStorage<M extends Models = Record<never, ModelStatic<Model>>>(
  settings: DatabaseSettings,
  node: Node,
  service: RecordingService,
  models?: { names: readonly (keyof M & string)[]; define: (database: Database) => M },
): ServiceStorage<M> {
  const url = databaseUrl(settings, service);
  const database = new Database({
    url,
    applicationName: service,
    checkRows: node.checked,
    onStatement: ({ startedAt, failed }) => node.metrics.statement(failed, performance.now() - startedAt),
  });
  const jobs = new Jobs({ url, applicationName: service });
  const { mixin, rows } = databaseMixin<M>(database, models);
  return {
    database,
    jobs,
    rows,
    mixins: (workers = []) => [
      mixin,
      databaseWatch(node, service, database),
      { actions: backlogActions(node, service, database) },
      jobsMixin(node, service, { database, jobs, reach: () => reach(service, database) }, workers),
    ],
  };
}

/** @throws Error in one sentence when a service's database does not answer */
async function reach(service: RecordingService, database: Database): Promise<void> {
  await database.ping().catch((error: unknown) => {
    throw new Error(
      `The database of ${service} cannot be reached at ${placeOf(database.url)}: start it, or correct its settings.`,
      { cause: error },
    );
  });
}

/** Adds a database to the node's health and metrics, and stops the start of the service when it cannot be reached. */
function databaseWatch(node: Node, service: RecordingService, database: Database): Partial<ServiceSchema> {
  return {
    async started(this: { broker: ServiceBroker }) {
      node.health.addProbe(`database ${service}`, () => database.ping());
      node.metrics.watchPool(service, () => database.connections);
      await reach(service, database);
    },
  };
}

/** Host, port and database of a connection string, without its credentials. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
