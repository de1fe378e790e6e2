import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { until } from '../../../client/testing/until.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { connect, type Login, makeLogin, startWithLogins, tenant, tried } from './bi-tool.ts';
import { type AnalyticsStack, metricRow } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let acme: Awaited<ReturnType<typeof tenant>>;
let rival: Awaited<ReturnType<typeof tenant>>;
let mine: Login;
let bi: pg.Client;
const sql = <Row extends object>(text: string) =>
  asAdministrator<Row>(stack.databases.adminUrl('analytics'), text);

beforeAll(async () => {
  stack = await startWithLogins({ SQL_LOGIN_SESSIONS: '2', SQL_LOGIN_SECONDS: '2' });
  acme = await tenant(stack, 'Acme');
  rival = await tenant(stack, 'Rival');
  const words = Array.from({ length: 900 }, (_, at) =>
    metricRow(rival.campaignId, '2026-01-07', { adGroup: `group ${String(at)}`, keyword: 'a secret word' }),
  );
  await stack.call(factContracts.ingest, { rows: words }, rival.owner);
  await sql('ANALYZE');
});
afterAll(() => stack.stop());
beforeEach(async () => {
  mine = await makeLogin(stack, acme.owner);
  bi = await connect(stack, mine);
  return async () => {
    await sql('UPDATE sql_logins SET revoked_at = now()');
  };
});

/** A look of the watch ends a session within a second or two. */
const isEnded = (client: pg.Client) =>
  until(
    () => tried(client, 'SELECT 1'),
    (answer) => typeof answer === 'string',
  );

describe('what others have shows nowhere', () => {
  it('in the statistics of columns', async () => {
    const [kept] = await sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stats WHERE most_common_vals::text LIKE '%a secret word%'`,
    );
    expect(kept?.n).toBeGreaterThan(0);
    const told = await tried(
      bi,
      `SELECT * FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(told).toEqual([]);
    expect(await tried(bi, 'SELECT * FROM pg_stats_ext')).toEqual([]);
  });

  it.each([
    ['daily_keywords', 'keyword', 'a secret word'],
    ['daily_keywords', 'campaign', 'Rival'],
    ['daily_ad_groups', 'ad_group', 'Rival group'],
    ['campaigns', 'campaign', 'Rival'],
    ['accounts', 'platform_account_id', '1234567890'],
    ['campaign_accounts', 'platform_campaign_id', '11'],
  ])('in what EXPLAIN expects of %s by %s', async (view, column, theirValue) => {
    const expected = async (value: string) => {
      const { rows } = await bi.query<{ 'QUERY PLAN': unknown }>(
        `EXPLAIN (FORMAT JSON) SELECT * FROM reporting.${view} WHERE ${column} = '${value}'`,
      );
      return JSON.stringify(rows[0]?.['QUERY PLAN']).replaceAll(`'${value}'`, 'VALUE');
    };
    expect(await expected(theirValue)).toBe(await expected('nobody has this'));
  });

  it('in errors and notices of built-in functions that are put into a condition', async () => {
    const notices: string[] = [];
    bi.on('notice', ({ message }) => notices.push(message ?? ''));
    for (const condition of [
      'campaign::int = 1',
      "1 / (CASE WHEN campaign = 'Rival' THEN 0 ELSE 1 END) = 1",
      "set_config('my.leak', campaign, false) IS NOT NULL",
      "query_to_xml('SELECT ' || quote_literal(campaign), true, true, '') IS NOT NULL",
    ]) {
      const client = await connect(stack, mine);
      const failure = await client
        .query(`SELECT count(*) FROM reporting.campaigns WHERE ${condition}`)
        .then(() => '', String);
      expect(failure, condition).not.toContain('Rival');
      expect(failure, condition).not.toContain('division by zero');
      const { rows } = await client.query<{ leak: string | null }>(
        `SELECT current_setting('my.leak', true) AS leak`,
      );
      expect(rows[0]?.leak ?? 'Acme', condition).toMatch(/^(Acme)?$/);
      await client.end();
    }
    expect(notices.join()).not.toContain('Rival');
  });

  it('in what a code block can do', async () => {
    const block = `DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM public.campaign_refs; RAISE NOTICE '%', n; END $$`;
    expect(await tried(bi, block)).toBe('42501');
  });
});

describe('a login that takes more than it may is ended', () => {
  it('after the time, although it has lifted its own limits: in a statement, in a block that catches what would cancel it, and idle in a transaction', async () => {
    const another = await connect(stack, mine);
    const idle = await connect(stack, await makeLogin(stack, acme.owner));
    const lift =
      'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0';
    for (const client of [bi, another, idle]) await client.query(lift);
    await bi.query('ALTER ROLE CURRENT_USER SET statement_timeout = 0');
    const gone = new Promise((resolve) => idle.once('end', resolve));
    const begun = Date.now();
    const catching = `DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(30); EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$`;
    const [statement, block] = await Promise.all([
      tried(bi, 'SELECT pg_sleep(30)'),
      tried(another, catching),
      idle.query('BEGIN; SELECT 1'),
      gone,
    ]);
    expect([statement, block]).toEqual(['57P01', '57P01']);
    expect(Date.now() - begun).toBeLessThan(6_000);
    expect(Date.now() - begun).toBeGreaterThan(1_500);
  });

  it('when it holds an advisory lock, where the administrator could not take them from the public', async () => {
    const [made] = await sql<{ acl: string | null }>(
      `SELECT proacl::text AS acl FROM pg_proc WHERE oid = 'pg_advisory_lock(bigint)'::regprocedure`,
    );
    expect(made?.acl).not.toMatch(/[{,]=X/);
    await sql('GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO PUBLIC');
    await bi.query('SELECT pg_advisory_lock(727274)');
    await isEnded(bi);
    await sql('REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint) FROM PUBLIC');
  });

  it('when it goes to another database of the server', async () => {
    const elsewhere = await connect(stack, mine, 'postgres');
    await isEnded(elsewhere);
    const [service] = await sql<{ name: string }>(`SELECT current_database() AS name`);
    const others = await sql<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE 'template\\_%' AND datname <> 'template_analytics'`,
    );
    expect(others.length).toBeGreaterThan(3);
    expect(service?.name).toBe(mine.login.database);
    // the server still counts the session that was ended for a moment
    for (const { name } of others)
      await expect
        .poll(() => connect(stack, mine, name).catch((error: unknown) => error), { timeout: 5_000 })
        .toMatchObject({ code: '42501' });
  });

  it('and one session more than it may have is not begun', async () => {
    await connect(stack, mine);
    await expect(connect(stack, mine)).rejects.toMatchObject({ code: '53300' });
  });

  it('with what it had made in another place, it can still be revoked', async () => {
    await sql('GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC');
    await bi.query('SELECT lo_create(0)');
    await sql(
      'REVOKE EXECUTE ON FUNCTION lo_create(oid) FROM PUBLIC; UPDATE sql_logins SET revoked_at = now()',
    );
    await until(
      () =>
        sql<{ n: number }>(`SELECT count(*)::int AS n FROM pg_roles WHERE rolname = '${mine.login.user}'`),
      ([row]) => row?.n === 0,
    );
    expect(await sql('SELECT oid FROM pg_largeobject_metadata')).toEqual([]);
  });
});
