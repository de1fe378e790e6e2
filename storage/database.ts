import { createHash } from 'node:crypto';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { asPublicFailure } from './failures.ts';
import { asSystem } from './scope.ts';
import { rowFaults, type Statement } from './statement.ts';
import { SequelizeTenantClient, TenantClient } from './tenant-client.ts';
import { TenantPool } from './tenant-pool.ts';

/**
 * Runs one statement and returns its rows. Texts must be constant, with values in `values`, because each text becomes a
 * prepared statement.
 */
export type Query = <Row extends object>(
  statement: Statement<Row>,
  values?: readonly unknown[],
) => Promise<Row[]>;

/** Runs a text of pg-boss, whose rows are not declared. */
export type Rows = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** Runs one statement without result rows and returns how many rows it changed. */
export type Execute = (text: string, values?: readonly unknown[]) => Promise<number>;

/** Where statements run: a database, or a transaction in progress (all or nothing). */
export type Tx = { query: Query; rows: Rows; execute: Execute };

export type DatabaseOptions = {
  url: string;
  applicationName: string;
  poolSize?: number;
  sequelizePoolSize?: number;
  statementTimeoutMs?: number;
  /** Whether every result is compared with its statement's declaration; on everywhere but in production. */
  checkRows?: boolean;
  /** Called when a statement ends, for metrics. */
  onStatement?: (statement: { text: string; startedAt: number; failed: boolean }) => void;
};

// bigint columns (micros, counts) are read as numbers: each value is an exact integer below 2^53
// (docs/decisions.md#8-money-in-json)
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
  query: Query = (statement, values) => this.#queryDeclared(this.pool, statement, values);

  /** Runs a text of pg-boss in the current scope. @throws AppError DEPENDENCY_UNAVAILABLE when the database is down */
  rows: Rows = async (text, values) => (await this.#run(this.pool, text, values)).rows;

  /**
   * One statement without rows in the current scope. @throws AppError DEPENDENCY_UNAVAILABLE when the database is down
   */
  execute: Execute = async (text, values) => (await this.#run(this.pool, text, values)).rowCount ?? 0;

  /** Several statements, all or nothing, in the current scope. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw asPublicFailure(error);
    });
    let rollbackError: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work({
        query: (statement, values) => this.#queryDeclared(client, statement, values),
        rows: async (text, values) => (await this.#run(client, text, values)).rows,
        execute: async (text, values) => (await this.#run(client, text, values)).rowCount ?? 0,
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((e: unknown) => (rollbackError = e as Error));
      throw asPublicFailure(error);
    } finally {
      client.release(rollbackError);
    }
  }

  /** Resolves when the database answers; for readiness. */
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

  /**
   * Runs a declared statement. Its rows have the declared type; `checkRows` compares it with PostgreSQL's description.
   */
  async #queryDeclared<Row extends object>(
    connection: pg.Pool | pg.PoolClient,
    statement: Statement<Row>,
    values?: readonly unknown[],
  ): Promise<Row[]> {
    const { fields, rows } = await this.#run(connection, statement.text, values);
    if (this.#options.checkRows) requireDeclared(statement, fields, rows);
    return rows as Row[];
  }

  async #run(
    connection: pg.Pool | pg.PoolClient,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Record<string, unknown>>> {
    const startedAt = performance.now();
    let failed = false;
    try {
      return await connection.query({ name: nameOf(text), text, values: [...values] });
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
    // when a connection dies in a transaction, its statements fail; without this listener the process would end too
    pool.on('connect', (client) => client.on('error', () => undefined));
    pool.on('error', () => undefined); // an idle connection died; the pool opens another one for the next query
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

/** @throws Error when a result differs from its statement's declaration */
function requireDeclared(
  statement: Statement<object>,
  fields: pg.FieldDef[],
  rows: Record<string, unknown>[],
): void {
  const faults = rowFaults(statement, fields, rows);
  if (faults.length > 0) throw new Error(`${faults.join('; ')} in: ${statement.text}`);
}

const names = new Map<string, string>();

/** A short name for a statement's text, always the same, so that pg prepares the statement once for each connection. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}
