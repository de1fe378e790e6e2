import { createHash } from 'node:crypto';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { asPublicFailure } from './failures.ts';
import { asSystem } from './scope.ts';
import { rowFaults, type Statement } from './statement.ts';
import { SequelizeTenantClient, TenantClient } from './tenant-client.ts';
import { TenantPool } from './tenant-pool.ts';

/**
 * Runs one statement and answers its rows. Texts are constant (values go in `values`): each becomes one prepared statement.
 */
export type Query = <Row extends object>(
  statement: Statement<Row>,
  values?: readonly unknown[],
) => Promise<Row[]>;

/** The same for a text that somebody else wrote (pg-boss): nothing is known of its rows. */
export type Rows = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** Runs one statement that answers no rows, and says how many it changed. */
export type Execute = (text: string, values?: readonly unknown[]) => Promise<number>;

/** Where statements run: a database, or a transaction in progress (all or nothing). */
export type Tx = { query: Query; rows: Rows; execute: Execute };

export type DatabaseOptions = {
  url: string;
  applicationName: string;
  poolSize?: number;
  sequelizePoolSize?: number;
  statementTimeoutMs?: number;
  /** Compares every answer with its statement's declaration: everywhere but in production. */
  checkRows?: boolean;
  /** Told of each statement when it ends: for spans and metrics. */
  onStatement?: (statement: { text: string; startedAt: number; failed: boolean }) => void;
};

// bigint columns (micros, counts) come as numbers: every single value is an exact integer below 2^53 (docs/decisions.md#8-money-in-json).
pg.types.setTypeParser(20, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError('a bigint does not fit a JSON number; cast sums to text');
  return value;
});
// date columns stay YYYY-MM-DD
pg.types.setTypeParser(1082, (text) => text);

/** One service's database: a small pool for prepared SQL and, when models are used, Sequelize beside it. */
export class Database {
  readonly #options: DatabaseOptions;
  #pool: pg.Pool | undefined;
  #sequelize: Sequelize | undefined;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.url;
  }

  get pool(): pg.Pool {
    this.#pool ??= this.#openPool();
    return this.#pool;
  }

  /** Sequelize on the same database, under the same tenant scope; models are defined on it by the service. */
  get sequelize(): Sequelize {
    this.#sequelize ??= this.#openSequelize();
    return this.#sequelize;
  }

  /** One statement in the current scope. @throws AppError DEPENDENCY_UNAVAILABLE when the database is down */
  query: Query = (asked, values) => this.#declared(this.pool, asked, values);

  /** The rows of somebody else's text, in the current scope. @throws as `query` */
  rows: Rows = async (text, values) => (await this.#run(this.pool, text, values)).rows;

  /** One statement without rows in the current scope. @throws AppError DEPENDENCY_UNAVAILABLE when the database is down */
  execute: Execute = async (text, values) => (await this.#run(this.pool, text, values)).rowCount ?? 0;

  /** Several statements, all or nothing, in the current scope. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw asPublicFailure(error);
    });
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work({
        query: (asked, values) => this.#declared(client, asked, values),
        rows: async (text, values) => (await this.#run(client, text, values)).rows,
        execute: async (text, values) => (await this.#run(client, text, values)).rowCount ?? 0,
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((e: unknown) => (broken = e as Error));
      throw asPublicFailure(error);
    } finally {
      client.release(broken);
    }
  }

  /** Answers when the database does; for readiness. */
  async ping(): Promise<void> {
    await asSystem(() => this.execute('SELECT 1'));
  }

  /** Connections in use, for metrics. */
  get connections(): { total: number; idle: number; waiting: number } {
    const pool = this.#pool;
    return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool?.end(), this.#sequelize?.close()]);
    this.#pool = undefined;
    this.#sequelize = undefined;
  }

  /** The rows of a declared statement: their type is the declaration's, which is compared with what PostgreSQL says. */
  async #declared<Row extends object>(
    on: pg.Pool | pg.PoolClient,
    asked: Statement<Row>,
    values?: readonly unknown[],
  ): Promise<Row[]> {
    const { fields, rows } = await this.#run(on, asked.text, values);
    if (this.#options.checkRows) requireDeclared(asked, fields, rows);
    return rows as Row[];
  }

  async #run(
    on: pg.Pool | pg.PoolClient,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Record<string, unknown>>> {
    const startedAt = performance.now();
    let failed = false;
    try {
      return await on.query({ name: nameOf(text), text, values: [...values] });
    } catch (error) {
      failed = true;
      throw asPublicFailure(error);
    } finally {
      this.#options.onStatement?.({ text, startedAt, failed });
    }
  }

  #openPool(): pg.Pool {
    const pool = new TenantPool({
      connectionString: this.#options.url,
      Client: TenantClient,
      max: this.#options.poolSize ?? 6,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 4_000,
      statement_timeout: this.#options.statementTimeoutMs ?? 10_000,
      application_name: this.#options.applicationName,
    });
    // a connection that dies in the middle of a transaction fails its statements; unheard, it would end the process too
    pool.on('connect', (client) => client.on('error', () => undefined));
    pool.on('error', () => undefined); // an idle connection died: the pool has dropped it, the next query opens another
    return pool;
  }

  #openSequelize(): Sequelize {
    return new Sequelize(this.#options.url, {
      dialect: 'postgres',
      dialectModule: { ...pg, Client: SequelizeTenantClient },
      logging: false,
      pool: { max: this.#options.sequelizePoolSize ?? 3, idle: 60_000 },
      dialectOptions: {
        application_name: `${this.#options.applicationName}-models`,
        statement_timeout: 10_000,
      },
      hooks: {
        afterConnect: (connection) => {
          (connection as SequelizeTenantClient).ready = true;
        },
      },
    });
  }
}

/** @throws Error when an answer is not what its statement declares */
function requireDeclared(
  asked: Statement<object>,
  fields: pg.FieldDef[],
  rows: Record<string, unknown>[],
): void {
  const faults = rowFaults(asked, fields, rows);
  if (faults.length > 0) throw new Error(`${faults.join('; ')} in: ${asked.text}`);
}

const names = new Map<string, string>();

/** A short stable name for a statement's text, so that pg prepares it once per connection. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}
