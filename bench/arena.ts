import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '@sip/local-servers/free-port';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { MIGRATION_TARGETS } from '../scripts/migration-targets.ts';
import { generateServiceKeys } from '../mixins/identity/service-keys.ts';
import { Migrator } from '../storage/migrator.ts';
import { startContestant, type Contestant } from './contestant.ts';

export const PEER_DATABASE = 'peer_db';
const APP_PASSWORD = 'bench-password-of-a-day';

/** Both contestants on one database server, empty; `admin` is a connection string that may do everything. */
export type Arena = {
  ours: Contestant;
  peer: Contestant;
  admin: (database: string) => string;
  close: () => Promise<void>;
};

/** Starts PostgreSQL with our tables twice (the peer's without row-level security), our product and the peer. */
export async function openArena(prefix: readonly string[], profile: boolean): Promise<Arena> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sip-bench-'));
  const server = await startPostgres({ dataDir, durable: true });
  const admin = (database: string) =>
    Object.assign(new URL(server.url), { pathname: `/${database}` }).toString();
  const opened: (() => Promise<void>)[] = [
    () => rm(dataDir, { recursive: true, force: true }),
    () => server.stop(),
  ];
  const close = async () => {
    for (const end of opened.reverse()) await end();
  };
  try {
    await migrate(server.url);
    await dropWalls(admin(PEER_DATABASE));
    const here = `${server.host}:${server.port}`;
    const ours = await startProduct(prefix, here, profile);
    opened.push(ours.stop);
    const peer = await startPeer(prefix, here, ours.url);
    opened.push(peer.stop);
    return { ours, peer, admin, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function migrate(adminUrl: string): Promise<void> {
  const access = { adminUrl, appPassword: APP_PASSWORD };
  for (const target of MIGRATION_TARGETS.filter((t) => ['auth', 'campaign'].includes(t.service)))
    await new Migrator(target, access).up();
  const campaign = MIGRATION_TARGETS.find((t) => t.service === 'campaign');
  if (!campaign) throw new Error('the campaign service has no migrations');
  await new Migrator({ ...campaign, database: PEER_DATABASE }, access).up();
}

async function dropWalls(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relrowsecurity AND c.relkind = 'r'`,
  );
  for (const { name } of rows)
    await client.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`);
  await client.end();
}

async function startProduct(
  prefix: readonly string[],
  database: string,
  profile: boolean,
): Promise<Contestant> {
  const port = await freePort(3_900);
  const keys = generateServiceKeys();
  const secret = () => crypto.randomUUID() + crypto.randomUUID();
  const flags = profile ? ['--cpu-prof', '--cpu-prof-dir', join(tmpdir(), 'sip-bench-profile')] : [];
  const main = join(import.meta.dirname, 'product.ts');
  const env = {
    NODE_ENV: 'production',
    SERVICES: 'gateway,auth,campaign',
    API_GATEWAY_PORT: String(port),
    DATABASE_URL: `postgres://${database}`,
    DB_PASSWORD: APP_PASSWORD,
    JWT_SECRET: secret(),
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    LIMIT_API_PER_MINUTE: '1000000000',
    SMTP_URL: 'smtp://127.0.0.1:9',
    AUTH_EMAIL_VERIFICATION: 'off',
    LOG_LEVEL: 'error',
    BROKER_METRICS_PORT: '0',
  };
  const command = [...prefix, process.execPath, ...flags, main];
  return startContestant('ours', command, env, {
    url: `http://127.0.0.1:${port}`,
    path: '/.well-known/jwks.json',
  });
}

async function startPeer(prefix: readonly string[], database: string, ours: string): Promise<Contestant> {
  const port = await freePort(3_950);
  const env = {
    NODE_ENV: 'production',
    PEER_PORT: String(port),
    PEER_DATABASE_URL: `postgres://campaign_app:${APP_PASSWORD}@${database}/${PEER_DATABASE}`,
    PEER_JWKS_URL: `${ours}/.well-known/jwks.json`,
  };
  const command = [...prefix, process.execPath, join(import.meta.dirname, 'peers/fastify.ts')];
  return startContestant('peer', command, env, { url: `http://127.0.0.1:${port}`, path: '/health' });
}
