import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Umzug } from 'umzug';
import { installAuditDelivery } from './audit-delivery.ts';
import { installQueues, type QueueDefinition } from './queues.ts';
import { ensureLoginRoles } from './login-roles.ts';
import { asRole, ensureDatabase, namesOf } from './roles.ts';

export type MigrationTarget = {
  service: string;
  /** The folder with 0001-name.ts …: each exports `up` and `down`, SQL text. */
  folder: string;
  queues: readonly QueueDefinition[];
  /** Another database than `<service>_db`. */
  database?: string;
  /** Whether customers may have logins of this database. */
  logins?: boolean;
};
export type MigrationServer = { adminUrl: string; appPassword: string };
export type MigrationState = { service: string; executed: string[]; pending: string[] };

type Step = { up: string; down: string };

/** Runs one service's migrations as its owner role. An advisory lock lets one runner at a time work. */
export class Migrator {
  readonly #target: MigrationTarget;
  readonly #server: MigrationServer;

  constructor(target: MigrationTarget, server: MigrationServer) {
    this.#target = target;
    this.#server = server;
  }

  get service(): string {
    return this.#target.service;
  }

  /** Creates roles and database, applies pending migrations, and installs the job queues and what fills them. */
  async up(): Promise<string[]> {
    const { service, queues } = this.#target;
    await ensureDatabase(this.#server.adminUrl, service, this.#server.appPassword, this.#database);
    if (this.#target.logins) await ensureLoginRoles(this.#server.adminUrl, service, this.#database);
    return this.#withClient(async (client) => {
      await prepareDatabase(client, service);
      const applied = await this.#umzug(client).up();
      await installQueues(this.#ownerUrl, client, queues, namesOf(service).app);
      await installAuditDelivery(client, service);
      return applied.map((m) => m.name);
    });
  }

  /** Undoes the last applied migration. */
  async down(): Promise<string[]> {
    return this.#withClient(async (client) => {
      await prepareDatabase(client, this.#target.service);
      return (await this.#umzug(client).down()).map((m) => m.name);
    });
  }

  async status(): Promise<MigrationState> {
    return this.#withClient(async (client) => {
      await prepareDatabase(client, this.#target.service);
      const umzug = this.#umzug(client);
      const [executed, pending] = [await umzug.executed(), await umzug.pending()];
      return {
        service: this.#target.service,
        executed: executed.map((m) => m.name),
        pending: pending.map((m) => m.name),
      };
    });
  }

  get #database(): string {
    return this.#target.database ?? namesOf(this.#target.service).database;
  }

  get #ownerUrl(): string {
    return asRole(this.#server.adminUrl, this.#database, namesOf(this.#target.service).owner);
  }

  async #withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.#ownerUrl, connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock(727274)');
      return await work(client);
    } finally {
      await client.end();
    }
  }

  #umzug(client: pg.Client): Umzug<pg.Client> {
    const folder = this.#target.folder;
    return new Umzug<pg.Client>({
      context: client,
      logger: undefined,
      migrations: async () => {
        const files = (await readdir(folder)).filter((f) => /^\d{4}-.*\.ts$/.test(f)).sort();
        return files.map((file) => ({
          name: file.replace(/\.ts$/, ''),
          up: async () => inTransaction(client, (await load(folder, file)).up),
          down: async () => inTransaction(client, (await load(folder, file)).down),
        }));
      },
      storage: {
        logMigration: async ({ name }) =>
          void (await client.query('INSERT INTO schema_migrations VALUES ($1)', [name])),
        unlogMigration: async ({ name }) =>
          void (await client.query('DELETE FROM schema_migrations WHERE name = $1', [name])),
        executed: async () =>
          (await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name')).rows.map(
            (r) => r.name,
          ),
      },
    });
  }
}

async function load(folder: string, file: string): Promise<Step> {
  return (await import(pathToFileURL(join(folder, file)).href)) as Step;
}

async function inTransaction(client: pg.Client, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function prepareDatabase(client: pg.Client, service: string): Promise<void> {
  const { app, owner } = namesOf(service);
  const { rows } = await client.query<{ ready: boolean }>(
    `SELECT to_regclass('public.schema_migrations') IS NOT NULL AS ready`,
  );
  if (rows[0]?.ready) return;
  await client.query(`
    CREATE TABLE schema_migrations (name text PRIMARY KEY);
    GRANT USAGE ON SCHEMA public TO ${app};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};`);
}
