import type { ServiceBroker, ServiceSchema } from 'moleculer';
import SqlAdapter from 'moleculer-db-adapter-sequelize';
import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import type { Database } from '../storage/database.ts';
import { asPublicFailure } from '../storage/failures.ts';
import { classOf } from './moleculer.ts';

/** Reads and writes one table through its model; every statement runs in the current tenant scope. */
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
 * moleculer-db's adapter on the service's own Sequelize. It differs from the original: it neither connects nor syncs
 * (migrations create the tables), it is created after Moleculer has cloned the schema, it never closes the shared
 * Sequelize, and it offers no reading by a single key, because keys are composite. moleculer-db's generic actions are
 * not mixed in.
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
 * Closes a service's database with the service, and serves the tables that have models through the adapter. `rows` has
 * one entry for each name; it can be used once the service is created.
 */
export function databaseMixin<M extends Record<string, ModelStatic<Model>>>(
  database: Database,
  models?: { names: readonly (keyof M & string)[]; define: (database: Database) => M },
): { mixin: Partial<ServiceSchema>; rows: { [K in keyof M]: Rows<InstanceType<M[K]>> } } {
  const adapters = new Map<string, AdapterMethods>();
  const rows = (models?.names ?? []).map((name) => [name, rowsOf(() => adapterOf(adapters, name))]);
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

function adapterOf(adapters: Map<string, AdapterMethods>, name: string): AdapterMethods {
  const adapter = adapters.get(name);
  if (!adapter) throw new Error(`there is no model ${name}, or the service is not created yet`);
  return adapter;
}

function rowsOf(adapter: () => AdapterMethods): Rows<Model> {
  return {
    find: (where, { limit = 1000, sort } = {}) =>
      withPublicFailure(adapter().find({ query: where, limit, ...(sort ? { sort } : {}) })),
    findOne: (where) => withPublicFailure(adapter().findOne({ where })),
    count: (where) => withPublicFailure(adapter().count({ query: where })),
    insert: (values) => withPublicFailure(adapter().insert(values)),
    update: (where, values) => withPublicFailure(adapter().updateMany(where, values)),
    remove: (where) => withPublicFailure(adapter().removeMany(where)),
  };
}

async function withPublicFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asPublicFailure(error);
  }
}
