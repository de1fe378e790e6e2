import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../../client/testing/until.ts';
import { SERVICES } from '../../contracts/permissions.ts';
import { restoreDatabases } from '../support/databases.ts';
import { startSandbox, type Sandbox } from '../support/sandbox.ts';
import { startStack, type Stack } from '../support/stack.ts';
import type { Release } from './releases.ts';

/** Today's product on what a release left behind. */
export type OldProduct = {
  stack: Stack;
  sandbox: Sandbox;
  /** Rows of a service's database, past every wall. */
  rows<Row extends object>(service: string, sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
};

const DATABASES = SERVICES.filter((service) => service !== 'gateway');

/** Restores the release's databases and sandboxes, runs today's migrations and starts everything in this process. */
export async function startOn(release: Release): Promise<OldProduct> {
  const read = (file: string) => readFile(join(release.folder, file), 'utf8');
  const queues = await read('queues.sql');
  const texts = await Promise.all(DATABASES.map((service) => read(`${service}.sql`)));
  const databases = await restoreDatabases(
    Object.fromEntries(
      DATABASES.map((service, i) => [service, (texts[i] ?? '').replace('-- here: queues.sql', () => queues)]),
    ),
  );
  const journals = await mkdtemp(join(tmpdir(), 'sip-released-'));
  await cp(join(release.folder, 'platforms'), journals, { recursive: true });
  const sandbox = await startSandbox(journals);
  const pools = Object.fromEntries(
    DATABASES.map((name) => [name, new pg.Pool({ connectionString: databases.adminUrl(name), max: 4 })]),
  );
  const limits = { LIMIT_API_PER_MINUTE: '100000', LIMIT_LOGIN_PER_MINUTE: '1000' };
  // so that nobody waits for minutes until the end of a trail is signed
  const trail = { AUDIT_HEAD_SECONDS: '5' };
  const env = {
    ...sandbox.env,
    ...limits,
    ...trail,
    ...release.settings.env,
    PUBLIC_URL: publicUrlOf(release),
  };
  const stack = await startStack({ services: SERVICES, databases, env });
  return {
    stack,
    sandbox,
    rows: async <Row extends object>(service: string, sql: string, values?: unknown[]) =>
      (await pools[service]?.query<Row>(sql, values))?.rows ?? [],
    stop: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      await stack.stop();
      await sandbox.close();
      await rm(journals, { recursive: true, force: true });
    },
  };
}

/** Where the release was found, as its connections that were begun say: people come back there. */
function publicUrlOf({ settings }: Release): string {
  const { searchParams } = new URL(settings.credentials.consent, 'http://localhost');
  return new URL(searchParams.get('redirect_uri') ?? '').origin;
}

/** Waits until nothing of a campaign or of a platform is at work: what changes afterwards, somebody asked for. */
export async function atRest(product: OldProduct): Promise<void> {
  await until(
    async () => [
      // first the operations: what one of them begins on a platform is seen by the second question
      ...(await product.rows('campaign', `SELECT id FROM operations WHERE status IN ('pending', 'running')`)),
      ...(await product.rows('platforms', `SELECT id FROM ops WHERE state IN ('pending', 'running')`)),
    ],
    (atWork) => atWork.length === 0,
    30,
  );
}

/**
 * A statement of all tables of a database: their rows that name `$1` in a column, as text. Not of the audit chain, which
 * copies the services' audit rows a little later than they are written.
 */
const MENTIONS = `
  SELECT string_agg(format(
      $$SELECT %L AS name, string_agg(t::text, E'\\n' ORDER BY t::text) AS rows FROM %I t WHERE $1 IN (%s)$$,
      relname, relname, columns), ' UNION ALL ' ORDER BY relname) AS sql
  FROM (SELECT relname, string_agg(format('%I::text', attname), ', ') AS columns
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'audit_chain' AND atttypid IN ('uuid'::regtype, 'text'::regtype)
        GROUP BY relname) tables`;

/** Every row of every service that names an id in one of its columns, by table, as text that can be compared. */
export async function mentionsOf(product: OldProduct, id: string): Promise<Record<string, string>> {
  const found = await Promise.all(
    DATABASES.map(async (service) => {
      const [statement] = await product.rows<{ sql: string }>(service, MENTIONS);
      const rows = await product.rows<{ name: string; rows: string | null }>(service, statement?.sql ?? '', [
        id,
      ]);
      return rows.map(({ name, rows: text }) => [`${service}.${name}`, text ?? ''] as const);
    }),
  );
  return Object.fromEntries(found.flat());
}
