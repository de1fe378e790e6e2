import pg from 'pg';
import { serialize } from 'pg-protocol';
import { currentScope } from './scope.ts';

/**
 * A pg client that sets the organisation whose rows a statement may see, in the same network message as the statement.
 * The setting `app.organization` is bound and executed before the statement, under one Sync, so that PostgreSQL runs
 * both as one transaction: one round trip, and the setting does not stay on the connection. This uses internals of pg,
 * whose version is therefore pinned; tenant-client.int.test.ts checks that they still work.
 */
const SETTING_NAME = 'tenant_setting';
const SETTING_TEXT = "SELECT set_config('app.organization',$1,true)";
/**
 * Transaction control runs without the prefix: in an aborted transaction the prefix would fail, and the ROLLBACK would
 * not run.
 */
const CONTROL =
  /^\s*(?:BEGIN|START\s+TRANSACTION|SET\s+(?:LOCAL\s+|SESSION\s+)?TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b[^;]*;?\s*$/i;

type Connection = {
  _send(bytes: Buffer): void;
  close(target: { type: 'S'; name: string }): void;
  parsedStatements: Record<string, string>;
  tenantSettingReady?: boolean;
};
type Callback = (error: Error | null, result?: unknown) => void;
type QueryConfig = { text: string; name?: string; values?: unknown[]; submit?: unknown };
/** Members of pg.Query that its published types leave out. */
type QueryInternals = {
  name?: string;
  callback?: Callback;
  hasBeenParsed(connection: Connection): boolean;
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleError(error: Error, connection?: Connection): void;
};
const BaseQuery = pg.Query as unknown as new (
  config: QueryConfig,
  values?: unknown[],
  callback?: Callback,
) => QueryInternals;

const prefixes = new Map<string, Buffer>();
const MAX_PREFIXES = 10_000;

function prefixFor(organizationId: string): Buffer {
  let bytes = prefixes.get(organizationId);
  if (!bytes) {
    bytes = Buffer.concat([
      serialize.bind({ statement: SETTING_NAME, values: [organizationId] }),
      serialize.execute({}),
    ]);
    if (prefixes.size >= MAX_PREFIXES) prefixes.clear();
    prefixes.set(organizationId, bytes);
  }
  return bytes;
}

class TenantQuery extends BaseQuery {
  readonly #prefix: Buffer;
  #prefixPending = true;
  #done = false;
  #isParsed = false;

  constructor(config: QueryConfig, values: unknown[] | undefined, organizationId: string) {
    super(config, values);
    this.#prefix = prefixFor(organizationId);
  }

  /** Forces the extended protocol, in which PostgreSQL refuses a text with several statements. */
  requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: Connection): void {
    if (!connection.tenantSettingReady) {
      connection.close({ type: 'S', name: SETTING_NAME });
      connection._send(serialize.parse({ name: SETTING_NAME, text: SETTING_TEXT }));
      connection.tenantSettingReady = true;
    }
    this.#isParsed = Boolean(this.hasBeenParsed(connection));
    if (this.name && !this.#isParsed) connection.close({ type: 'S', name: this.name });
    connection._send(this.#prefix);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (!this.#prefixPending) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#prefixPending) {
      this.#prefixPending = false;
      return;
    }
    this.#done = true;
    super.handleCommandComplete(message, connection);
  }

  override handleError(error: Error, connection?: Connection): void {
    if (connection) {
      if (this.#prefixPending) connection.tenantSettingReady = false;
      if (this.name && !this.#done && !this.#isParsed) delete connection.parsedStatements[this.name];
    }
    super.handleError(error, connection);
  }
}

type RawQuery = (config: unknown, values?: unknown, callback?: unknown) => unknown;
const rawQuery = Reflect.get(pg.Client.prototype, 'query') as RawQuery;

/** Runs a statement in the current scope. @throws Error without a scope, which the caller has forgotten to open */
function scopedQuery(client: pg.Client, config: unknown, values?: unknown, callback?: unknown): unknown {
  const scope = currentScope();
  const queryConfig = typeof config === 'string' ? { text: config } : (config as QueryConfig);
  if (CONTROL.test(queryConfig.text ?? '')) return rawQuery.call(client, config, values, callback);
  if (!scope) throw new Error('query outside a tenant scope');
  if ('system' in scope) return rawQuery.call(client, config, values, callback);
  if (queryConfig.submit) throw new Error('cursors and streams are refused in a tenant scope');
  const done = (typeof values === 'function' ? values : callback) as Callback | undefined;
  const parameters = (Array.isArray(values) ? values : queryConfig.values) as unknown[] | undefined;
  const query = new TenantQuery(queryConfig, parameters, scope.organizationId);
  if (done) {
    query.callback = done;
    rawQuery.call(client, query);
    return undefined;
  }
  return new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result));
    rawQuery.call(client, query);
  });
}

/** For pg.Pool: every statement runs in the current scope. */
export class TenantClient extends pg.Client {}
TenantClient.prototype.query = function (
  this: pg.Client,
  config: unknown,
  values?: unknown,
  callback?: unknown,
) {
  return scopedQuery(this, config, values, callback);
} as unknown as typeof TenantClient.prototype.query;

/** For Sequelize, which sends several SET statements in one text while it connects: plain until `ready` is set. */
export class SequelizeTenantClient extends pg.Client {
  ready = false;
}
SequelizeTenantClient.prototype.query = function (
  this: SequelizeTenantClient,
  config: unknown,
  values?: unknown,
  callback?: unknown,
) {
  return this.ready
    ? scopedQuery(this, config, values, callback)
    : rawQuery.call(this, config, values, callback);
} as unknown as typeof SequelizeTenantClient.prototype.query;
