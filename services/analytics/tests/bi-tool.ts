import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { type SqlLogin, sqlLoginContracts } from '../../../contracts/analytics/sql-logins.ts';
import { ensureLoginRoles } from '../../../storage/login-roles.ts';
import type { StackOptions } from '../../../tests/support/stack.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

export type Login = { login: SqlLogin; password: string };

const sessions: pg.Client[] = [];

/** Analytics on a database that only the application and SQL logins may connect to, as in production. */
export async function startWithLogins(
  env: Record<string, string> = {},
  options: Partial<StackOptions> = {},
): Promise<AnalyticsStack> {
  const stack = await startAnalytics({
    ...options,
    env: { SQL_LOGIN_WATCH_SECONDS: '1', SQL_LOGIN_SECONDS: '3', ...env },
  });
  const admin = stack.databases.adminUrl('analytics');
  await ensureLoginRoles(admin, 'analytics', new URL(admin).pathname.slice(1));
  const stop = async () => {
    await Promise.all(sessions.splice(0).map((client) => client.end().catch(() => undefined)));
    await stack.stop();
  };
  return { ...stack, stop };
}

export const makeLogin = (stack: AnalyticsStack, as: Person, name = 'Grafana'): Promise<Login> =>
  stack.call(sqlLoginContracts.createSqlLogin, { name }, as);

/** A session of a BI tool, which has taken off that it only reads: nothing rests on that. Ended with the stack. */
export async function connect(
  stack: AnalyticsStack,
  { login, password }: Login,
  database = login.database,
): Promise<pg.Client> {
  const url = new URL(stack.databases.adminUrl('analytics'));
  url.pathname = `/${database}`;
  url.username = login.user;
  url.password = password;
  const client = new pg.Client({ connectionString: url.toString() });
  client.on('error', () => undefined);
  await client.connect();
  sessions.push(client);
  await client.query('SET default_transaction_read_only = off');
  return client;
}

/** What a statement answers, or the code of its error. */
export async function tried(client: pg.Client, sql: string): Promise<unknown> {
  try {
    const result = (await client.query(sql)) as pg.QueryResult | pg.QueryResult[];
    return Array.isArray(result) ? result.at(-1)?.rows : result.rows;
  } catch (error) {
    return (error as { code?: string }).code ?? 'ended';
  }
}

/** A campaign with figures of ad groups, ads and keywords, in an organisation of its own. */
export async function tenant(stack: AnalyticsStack, name: string) {
  const owner = stack.person('owner', randomUUID());
  const campaignId = stack.campaigns.add(owner.organizationId, { name });
  const rows = [
    metricRow(campaignId, '2026-01-05'),
    metricRow(campaignId, '2026-01-05', { adGroup: `${name} group`, clicks: 20, costMicros: 10_000_001 }),
    metricRow(campaignId, '2026-01-05', { adGroup: `${name} group`, ad: `${name} ad`, clicks: 7 }),
    metricRow(campaignId, '2026-01-05', { adGroup: `${name} group`, keyword: `${name} word`, clicks: 3 }),
    metricRow(campaignId, '2026-01-06', { clicks: 4 }),
  ];
  await stack.call(factContracts.ingest, { rows }, owner);
  return { owner, campaignId, name };
}
