import { join } from 'node:path';
import { freePort } from '@sip/local-servers/free-port';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { CAMPAIGN_BODY } from '../campaign-body.ts';
import { startContestant, type Contestant } from '../contestant.ts';
import { startFlags } from './start-flags.ts';

/** The product's node with all that ingest needs, in one process, as `npm start` runs it; only the rate limits are raised. */
export async function startIngest(database: { url: string; password: string }): Promise<Contestant> {
  const port = await freePort(3_900);
  const keys = generateServiceKeys();
  const env = {
    NODE_ENV: 'production',
    SERVICES: 'gateway,auth,campaign,analytics,platforms',
    API_GATEWAY_PORT: String(port),
    DATABASE_URL: database.url,
    DB_PASSWORD: database.password,
    JWT_SECRET: crypto.randomUUID() + crypto.randomUUID(),
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    LIMIT_API_PER_MINUTE: '1000000000',
    PLATFORM_TOKENS_KEY: Buffer.alloc(32, 7).toString('base64'),
    SMTP_URL: 'smtp://127.0.0.1:9',
    AUTH_EMAIL_VERIFICATION: 'off',
    LOG_LEVEL: 'error',
    BROKER_METRICS_PORT: '0',
  };
  const command = [process.execPath, ...startFlags(), join(import.meta.dirname, '../product.ts')];
  return startContestant('ours', command, env, {
    url: `http://127.0.0.1:${port}`,
    path: '/.well-known/jwks.json',
  });
}

/** An organisation that sends rows: its id, its campaigns, and how it sends. */
export type Tenant = {
  organizationId: string;
  campaigns: string[];
  send: (rows: readonly object[]) => Promise<void>;
  /** A token that is valid for some minutes. */
  token: () => Promise<string>;
};

/** Registers an organisation with some campaigns over REST. */
export async function register(url: string, campaigns: number): Promise<Tenant> {
  const person = { email: `bench.${crypto.randomUUID()}@example.com`, password: crypto.randomUUID() };
  const { tokens } = (await post(url, '/api/auth/register', {
    ...person,
    name: 'Bench',
    organizationName: 'Bench',
  })) as { tokens: { accessToken: string } };
  const renew = async () => {
    const again = (await post(url, '/api/auth/login', person)) as { tokens: { accessToken: string } };
    return again.tokens.accessToken;
  };
  let token = tokens.accessToken;
  const fresh = async () => {
    if (Number(claimsOf(token)['exp']) * 1000 - Date.now() < 60_000) token = await renew();
    return token;
  };
  const ids: string[] = [];
  while (ids.length < campaigns)
    ids.push(((await post(url, '/api/campaigns', CAMPAIGN_BODY, token)) as { id: string }).id);
  return {
    organizationId: String(claimsOf(token)['org']),
    campaigns: ids,
    token: fresh,
    send: async (rows) => {
      await fresh();
      const answer = await post(url, '/api/analytics/metrics', { rows }, token);
      const { accepted } = answer as { accepted: number };
      if (accepted !== rows.length) throw new Error(JSON.stringify(answer).slice(0, 300));
    },
  };
}

async function post(url: string, path: string, body: unknown, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${path} was answered with ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
