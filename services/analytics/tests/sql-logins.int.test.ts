import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { sqlLoginContracts } from '../../../contracts/analytics/sql-logins.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { connect, makeLogin, startWithLogins, tenant, tried } from './bi-tool.ts';
import type { AnalyticsStack } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let acme: Awaited<ReturnType<typeof tenant>>;
let rival: Awaited<ReturnType<typeof tenant>>;

beforeAll(async () => {
  stack = await startWithLogins({ SQL_LOGINS_PER_ORGANIZATION: '20' });
  acme = await tenant(stack, 'Acme');
  rival = await tenant(stack, 'Rival');
});
afterAll(() => stack.stop());

const WRONG_PASSWORD = '28P01';
const NO_LOGIN = '28000';
const ended = expect.stringMatching(/^(57P01|ended)$/) as string;
const roles = (user: string) =>
  asAdministrator<{ n: number }>(
    stack.databases.adminUrl('analytics'),
    'SELECT count(*)::int AS n FROM pg_roles WHERE rolname = $1',
    [user],
  ).then(([row]) => row?.n);
const refused = (login: Parameters<typeof connect>[1]) =>
  connect(stack, login).then(
    () => 'connected',
    (error: { code?: string }) => error.code,
  );

describe('what a login reads', () => {
  it('is exactly what its organisation has, by every view, and sums are the campaign’s', async () => {
    for (const { owner, campaignId, name } of [acme, rival]) {
      const bi = await connect(stack, await makeLogin(stack, owner));
      const day = (more: object) => ({ campaign: name, campaign_id: campaignId, clicks: 50, ...more });
      const { rows } = await bi.query('SELECT * FROM daily_campaigns ORDER BY date');
      expect(rows).toMatchObject([
        day({ date: '2026-01-05', platform: 'Google Ads', currency: 'USD', cost: '25.000000' }),
        day({ date: '2026-01-06', clicks: 4, conversions: '2.500000', conversion_value: '100.000000' }),
      ]);
      const detail = (view: string, columns: string) =>
        tried(
          bi,
          `SELECT ${columns}, broken_down, clicks::int, cost::text FROM ${view} WHERE date = '2026-01-05' ORDER BY broken_down DESC`,
        );
      expect(await detail('daily_ad_groups', 'ad_group')).toEqual([
        { ad_group: `${name} group`, broken_down: true, clicks: 20, cost: '10.000001' },
        { ad_group: null, broken_down: false, clicks: 30, cost: '14.999999' },
      ]);
      expect(await detail('daily_ads', 'ad_group, ad')).toEqual([
        { ad_group: `${name} group`, ad: `${name} ad`, broken_down: true, clicks: 7, cost: '25.000000' },
        { ad_group: null, ad: null, broken_down: false, clicks: 43, cost: '0.000000' },
      ]);
      expect(await detail('daily_keywords', 'keyword')).toMatchObject([
        { keyword: `${name} word`, broken_down: true, clicks: 3 },
        { keyword: null, broken_down: false, clicks: 47 },
      ]);
      expect(await tried(bi, 'SELECT campaign, status, daily_budget::text, origin FROM campaigns')).toEqual([
        { campaign: name, status: 'active', daily_budget: '100.000000', origin: 'ours' },
      ]);
      expect(await tried(bi, 'SELECT last_day::text FROM freshness')).toEqual([{ last_day: '2026-01-06' }]);
    }
  });

  it('is nothing in an organisation without figures, and its freshness is unknown', async () => {
    const bi = await connect(stack, await makeLogin(stack, stack.person('admin')));
    expect(await tried(bi, 'SELECT * FROM daily_keywords')).toEqual([]);
    expect(await tried(bi, 'SELECT * FROM freshness')).toEqual([
      { figures_changed_at: null, last_day: null },
    ]);
  });

  it('says of every view and column what it is, and of amounts, days and credit by what they count', async () => {
    const bi = await connect(stack, await makeLogin(stack, acme.owner));
    const { rows } = await bi.query<{
      view: string;
      column: string;
      words: string | null;
      about: string | null;
    }>(
      `SELECT c.relname AS view, a.attname AS column, col_description(c.oid, a.attnum) AS words, obj_description(c.oid) AS about
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0
        WHERE c.relnamespace = 'reporting'::regnamespace`,
    );
    expect(new Set(rows.map(({ view }) => view)).size).toBe(8);
    expect(rows.filter(({ words, about }) => !words || !about)).toEqual([]);
    const said = (column: string) =>
      rows.filter((row) => row.column === column).map(({ words }) => words ?? '');
    for (const words of said('date')) expect(words).toContain("ad account's own time zone");
    for (const words of [...said('cost'), ...said('daily_budget')])
      expect(words).toContain('units of the currency');
    for (const words of said('conversions')) expect(words).toContain('attribution window');
  });
});

describe('the life of a login', () => {
  it('is listed without its password, and recorded', async () => {
    const { owner } = acme;
    const { login, password } = await makeLogin(stack, owner, 'Metabase');
    const { data } = await stack.call(sqlLoginContracts.sqlLogins, {}, owner);
    expect(data[0]).toEqual(login);
    expect(login).toMatchObject({ name: 'Metabase', state: 'active', schema: 'reporting', host: null });
    expect(JSON.stringify(data)).not.toContain(password);
    const events = await asAdministrator<{ action: string }>(
      stack.databases.adminUrl('analytics'),
      'SELECT action FROM audit_events WHERE subject_id = $1',
      [login.id],
    );
    expect(events).toEqual([{ action: 'sql_login.created' }]);
  });

  it('with a new password ends the old one and its sessions', async () => {
    const old = await makeLogin(stack, acme.owner);
    const session = await connect(stack, old);
    const id = old.login.id;
    const renewed = await stack.call(sqlLoginContracts.rotateSqlLogin, { id, expiresInDays: 7 }, acme.owner);
    expect(await tried(session, 'SELECT 1')).toEqual(ended);
    expect(await refused(old)).toBe(WRONG_PASSWORD);
    const bi = await connect(stack, renewed);
    expect(await tried(bi, 'SELECT count(*)::int AS n FROM daily_campaigns')).toEqual([{ n: 2 }]);
    expect(Date.parse(renewed.login.expiresAt)).toBeLessThan(Date.parse(old.login.expiresAt));
  });

  it('revoked, ends a session that runs, lets nobody in again, and leaves no role behind', async () => {
    const made = await makeLogin(stack, acme.owner);
    const { id, user } = made.login;
    const session = await connect(stack, made);
    const running = tried(session, 'SELECT pg_sleep(60)');
    await stack.call(sqlLoginContracts.revokeSqlLogin, { id }, acme.owner);
    expect(await running).toEqual(ended);
    expect([NO_LOGIN, WRONG_PASSWORD]).toContain(await refused(made));
    await until(
      () => roles(user),
      (n) => n === 0,
    );
    await stack.call(sqlLoginContracts.revokeSqlLogin, { id }, acme.owner);
    const rotate = stack.call(sqlLoginContracts.rotateSqlLogin, { id }, acme.owner);
    await expect(rotate).rejects.toMatchObject({ code: 'SQL_LOGIN_ENDED' });
  });

  it('revoked by a process that died right then, is ended by whoever looks next', async () => {
    const made = await makeLogin(stack, acme.owner);
    const session = await connect(stack, made);
    await asAdministrator(
      stack.databases.adminUrl('analytics'),
      'UPDATE sql_logins SET revoked_at = now() WHERE id = $1',
      [made.login.id],
    );
    expect([[], ended]).toContainEqual(await tried(session, 'SELECT * FROM reporting.campaigns'));
    await until(
      () => roles(made.login.user),
      (n) => n === 0,
    );
    expect(await tried(session, 'SELECT 1')).toEqual(ended);
  });

  it('expired, sees nothing, is ended and cannot log in', async () => {
    const made = await makeLogin(stack, acme.owner);
    const session = await connect(stack, made);
    await asAdministrator(
      stack.databases.adminUrl('analytics'),
      `UPDATE sql_logins SET expires_at = now() WHERE id = $1`,
      [made.login.id],
    );
    expect([[], ended]).toContainEqual(await tried(session, 'SELECT * FROM reporting.campaigns'));
    await until(
      () => tried(session, 'SELECT 1'),
      (answer) => typeof answer === 'string',
    );
    await until(
      () => refused(made),
      (code) => code === WRONG_PASSWORD || code === NO_LOGIN,
    );
  });

  it('is for admins alone, in their own organisation alone, and no more of them than may be', async () => {
    const { id } = (await makeLogin(stack, acme.owner)).login;
    for (const role of ['manager', 'analyst', 'viewer'] as const) {
      const made = makeLogin(stack, stack.person(role, acme.owner.organizationId));
      await expect(made).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
    for (const contract of [sqlLoginContracts.rotateSqlLogin, sqlLoginContracts.revokeSqlLogin])
      await expect(stack.call(contract, { id }, rival.owner)).rejects.toMatchObject({
        code: 'SQL_LOGIN_NOT_FOUND',
      });
    const somebody = stack.person('owner');
    const made = await Promise.allSettled(Array.from({ length: 22 }, () => makeLogin(stack, somebody)));
    const full = made.filter(({ status }) => status === 'rejected');
    expect(full).toMatchObject([
      { reason: { code: 'SQL_LOGINS_FULL' } },
      { reason: { code: 'SQL_LOGINS_FULL' } },
    ]);
  });
});
