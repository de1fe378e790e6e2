import { join } from 'node:path';
import pg from 'pg';
import { SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import { startMail } from '@sip/ad-sandbox/mail/server';
import { startOpenAi } from '@sip/ad-sandbox/openai/server';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { migrators } from '../migration-targets.ts';
import { runNode } from '../run-node.ts';
import { productSettings } from '../services.ts';
import { sandboxSettings } from '../start/simulators.ts';

/** Secrets of every fixture: test values, named as such, which open nothing else. */
export const FIXTURE_SECRETS = {
  JWT_SECRET: 'test-only-jwt-secret-of-a-release-fixture',
  PLATFORM_TOKENS_KEY: 'test-only-tokens-key-of-a-release-fixture',
};
export const DATABASES = SERVICES.filter((service) => service !== 'gateway');
const GATEWAY_PORT = 23_117;
const DB_PASSWORD = 'test-only-password';

export type Query = <Row extends object>(
  service: ServiceName,
  sql: string,
  values?: unknown[],
) => Promise<Row[]>;

/** An empty PostgreSQL, simulators that keep their journals, and a product that can be started and stopped on them. */
export type Stage = {
  base: string;
  google: Awaited<ReturnType<typeof startGoogleAds>>;
  linkedin: Awaited<ReturnType<typeof startLinkedInAds>>;
  mail: Awaited<ReturnType<typeof startMail>>;
  openai: Awaited<ReturnType<typeof startOpenAi>>;
  adminUrl: string;
  /** One statement in a service's database, as the administrator. */
  sql: Query;
  /** Starts the product; a product that runs already is stopped first. */
  start(settings?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the stage in an empty folder. */
export async function openStage(folder: string): Promise<Stage> {
  const dataDir = join(folder, 'simulators');
  const [server, google, linkedin, mail, openai] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), durable: false }),
    startGoogleAds({ dataDir }),
    startLinkedInAds({ dataDir }),
    startMail(),
    startOpenAi(),
  ]);
  await Promise.all(migrators({ adminUrl: server.url, appPassword: DB_PASSWORD }).map((m) => m.up()));
  let running: { stop(): Promise<void> } | undefined;
  const stop = async () => {
    await running?.stop();
    running = undefined;
  };
  const start = async (settings: Record<string, string> = {}) => {
    await stop();
    const places = {
      DATABASE_URL: `postgres://${server.host}:${server.port}`,
      SMTP_URL: mail.smtpUrl,
      ...sandboxSettings(google.url, linkedin.url),
    };
    running = await runNode(productSettings({ ...ownVariables(), ...places, ...settings }));
  };
  const close = async () => {
    await stop();
    await Promise.all([google.close(), linkedin.close(), mail.close(), openai.close()]);
    await server.stop();
  };
  const base = `http://127.0.0.1:${GATEWAY_PORT}`;
  const sql: Query = (service, text, values) => query(server.url, `${service}_db`, text, values);
  return { base, google, linkedin, mail, openai, adminUrl: server.url, sql, start, stop, close };
}

function ownVariables(): Record<string, string> {
  const keys = generateServiceKeys();
  return {
    ...FIXTURE_SECRETS,
    NODE_ENV: 'test',
    NODE_ID: 'release-fixture',
    LOG_LEVEL: 'fatal',
    DB_PASSWORD,
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    API_GATEWAY_PORT: String(GATEWAY_PORT),
    BROKER_METRICS_PORT: '0',
    PLATFORM_QUIET_MS: '500',
    LIMIT_API_PER_MINUTE: '100000',
  };
}

/** One statement in one database of the server; several may stand in a text without values and without an answer. */
export async function query<Row extends object>(
  adminUrl: string,
  database: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  url.searchParams.set('options', '-c TimeZone=UTC');
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
