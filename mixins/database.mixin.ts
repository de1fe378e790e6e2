import type { ServiceBroker, ServiceSchema } from 'moleculer';
import SqlAdapter from 'moleculer-db-adapter-sequelize';
import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import type { Database } from '../storage/database.ts';
import { asPublicFailure } from '../storage/failures.ts';
import { classOf } from './moleculer.ts';

/** Rare reads and writes of one table through its model; every statement runs in the current tenant scope. */
export type Rows<M extends Model> = {
  find(where: WhereOptions, options?: { limit?: number; sort?: string[] }): Promise<M[]>;
  findOne(where: WhereOptions): Promise<M | null>;
  count(where: WhereOptions): Promise<number>;
  insert(values: Record<string, unknown>): Promise<M>;
  update(where: WhereOptions, values: Record<string, unknown>): Promise<number>;
  remove(where: WhereOptions): Promise<number>;
};

type AdapterMethods = {
  db: unknown;
  model: ModelStatic<Model>;
  init(broker: ServiceBroker, service: { schema: { model: unknown } }): void;
  find(filters: object): Promise<Model[]>;
  findOne(query: object): Promise<Model | null>;
  count(filters: object): Promise<number>;
  insert(values: object): Promise<Model>;
  updateMany(where: object, values: object): Promise<number>;
  removeMany(where: object): Promise<number>;
};
const Adapter = classOf<AdapterMethods>(SqlAdapter);

/**
 * moleculer-db's adapter on a Sequelize that the service owns, with its traps taken out: it neither authenticates nor
 * syncs (migrations make tables), it is made after the schema was cloned, it never closes the shared Sequelize, and it
 * offers no read by a single key, because keys are composite. None of moleculer-db's generic actions is mixed in.
 */
class TenantSequelizeAdapter extends Adapter {
  constructor(database: Database, model: ModelStatic<Model>, broker: ServiceBroker) {
    super();
    this.init(broker, { schema: { model } });
    this.db = database.sequelize;
    this.model = model;
  }
}

/**
 * Closes a service's database with the service and serves its administrative tables through the adapter. `rows` has one
 * entry for each name, usable once the service is created.
 */
export function databaseMixin<M extends Record<string, ModelStatic<Model>>>(
  database: Database,
  models?: { names: readonly (keyof M & string)[]; define: (database: Database) => M },
): { mixin: Partial<ServiceSchema>; rows: { [K in keyof M]: Rows<InstanceType<M[K]>> } } {
  const adapters = new Map<string, AdapterMethods>();
  const rows = (models?.names ?? []).map((name) => [name, rowsOf(() => existing(adapters, name))]);
  const mixin: Partial<ServiceSchema> = {
    created(this: { broker: ServiceBroker }) {
      for (const [name, model] of Object.entries(models?.define(database) ?? {})) {
        adapters.set(name, new TenantSequelizeAdapter(database, model, this.broker));
      }
    },
    async stopped() {
      await database.close();
    },
  };
  return { mixin, rows: Object.fromEntries(rows) as { [K in keyof M]: Rows<InstanceType<M[K]>> } };
}

function existing(adapters: Map<string, AdapterMethods>, name: string): AdapterMethods {
  const adapter = adapters.get(name);
  if (!adapter) throw new Error(`there is no model ${name}, or the service is not created yet`);
  return adapter;
}

function rowsOf(adapter: () => AdapterMethods): Rows<Model> {
  return {
    find: (where, { limit = 1000, sort } = {}) =>
      guarded(adapter().find({ query: where, limit, ...(sort ? { sort } : {}) })),
    findOne: (where) => guarded(adapter().findOne({ where })),
    count: (where) => guarded(adapter().count({ query: where })),
    insert: (values) => guarded(adapter().insert(values)),
    update: (where, values) => guarded(adapter().updateMany(where, values)),
    remove: (where) => guarded(adapter().removeMany(where)),
  };
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asPublicFailure(error);
  }
}
