import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Login, makeLogin, startWithLogins, tenant, tried } from './bi-tool.ts';
import type { AnalyticsStack } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let acme: Awaited<ReturnType<typeof tenant>>;
let rival: Awaited<ReturnType<typeof tenant>>;
let mine: Login;
let theirs: Login;
let bi: pg.Client;

beforeAll(async () => {
  stack = await startWithLogins({ SQL_LOGIN_SESSIONS: '2' });
  acme = await tenant(stack, 'Acme');
  rival = await tenant(stack, 'Rival');
  mine = await makeLogin(stack, acme.owner);
  theirs = await makeLogin(stack, rival.owner);
  bi = await connect(stack, mine);
});
afterAll(() => stack.stop());

const DENIED = '42501';
const seen = (client = bi) => tried(client, 'SELECT DISTINCT campaign FROM reporting.daily_campaigns');
const ownOnly = [{ campaign: 'Acme' }];

describe('whose rows a login sees does not change', () => {
  it.each([
    ['a setting', (other: string) => `SELECT set_config('app.organization', '${other}', false)`],
    ['SET', (other: string) => `SET app.organization = '${other}'`],
  ])('by %s', async (_, sql) => {
    await bi.query(sql(rival.owner.organizationId));
    expect(await seen()).toEqual(ownOnly);
  });

  it.each([
    'SET ROLE analytics_app',
    'SET ROLE analytics_owner',
    'SET ROLE analytics_views',
    'SET ROLE analytics_readers',
    'SET ROLE analytics_issuer',
    'SET SESSION AUTHORIZATION analytics_app',
    'SET row_security = off; SELECT * FROM public.metric_facts',
    'GRANT analytics_readers TO CURRENT_USER WITH SET TRUE',
    'GRANT analytics_app TO CURRENT_USER',
    "ALTER ROLE CURRENT_USER SET app.organization = 'x'",
    'CREATE ROLE mine',
    'ALTER ROLE CURRENT_USER CONNECTION LIMIT 100',
    "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'",
    'ALTER VIEW reporting.campaigns SET (security_barrier = false)',
    'CREATE OR REPLACE VIEW reporting.campaigns AS SELECT 1',
  ])('by %s', async (sql) => {
    expect(await tried(bi, sql)).toBe(DENIED);
    expect(await seen()).toEqual(ownOnly);
  });

  it('by the role of another login: not its name, not its grant, not its sessions', async () => {
    const other = await connect(stack, theirs);
    const { user } = theirs.login;
    const pid = `(SELECT l.pid FROM pg_locks l WHERE l.pid <> pg_backend_pid() LIMIT 1)`;
    await other.query('BEGIN; SELECT * FROM reporting.campaigns');
    for (const sql of [
      `SET ROLE ${user}`,
      `SET SESSION AUTHORIZATION ${user}`,
      `GRANT ${user} TO CURRENT_USER`,
      `GRANT ${mine.login.user} TO ${user}`,
      `ALTER ROLE ${user} PASSWORD 'mine'`,
      `SELECT pg_terminate_backend(${pid})`,
    ])
      expect(await tried(bi, sql), sql).toBe(DENIED);
    await other.query('COMMIT');
    expect(await seen(other)).toEqual([{ campaign: 'Rival' }]);
  });
});

describe('a login reads the views and nothing else', () => {
  it('of the tables it may read none, and of the house’s functions it may call none', async () => {
    const relations = await tried(
      bi,
      `SELECT DISTINCT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')`,
    );
    expect(relations).toEqual([{ schema: 'reporting' }]);
    const functions = await tried(
      bi,
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prorettype <> 'trigger'::regtype
          AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')`,
    );
    expect(functions).toEqual([]);
    expect(await tried(bi, `SELECT sql_login_office.watch(1)`)).toBe(DENIED);
  });

  it.each([
    'SELECT * FROM public.metric_facts',
    'SELECT * FROM public.sql_logins',
    'SELECT * FROM pgboss.job',
    'SELECT rolpassword FROM pg_authid',
    'SELECT * FROM pg_statistic',
    'SELECT * FROM pg_largeobject',
    "COPY (SELECT 1) TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/tmp/out'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT lo_import('/etc/passwd')",
    'SELECT lo_create(0)',
    "SELECT lo_from_bytea(0, '\\x00')",
    'CREATE EXTENSION dblink',
    'CREATE TEMP TABLE mine (id int)',
    'CREATE TABLE reporting.mine (id int)',
    'CREATE TABLE public.mine (id int)',
    'CREATE SCHEMA mine',
    "CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$",
    "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    'CREATE OPERATOR public.<<< (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)',
    'INSERT INTO reporting.accounts (account_id) VALUES (gen_random_uuid())',
    'DELETE FROM reporting.accounts',
    'SELECT pg_advisory_lock(727274)',
    'SELECT pg_try_advisory_xact_lock_shared(1, 2)',
    "SELECT pg_notify('pgboss', 'x')",
    "SELECT pg_logical_emit_message(false, 'x', 'y')",
    'SELECT * FROM pg_stat_activity',
    'SELECT pg_stat_reset()',
    'SELECT pg_reload_conf()',
  ])('%s', async (sql) => {
    expect(await tried(bi, sql)).toBe(DENIED);
  });

  it('of other logins it learns random names at most', async () => {
    const names = await tried(bi, `SELECT rolname FROM pg_roles WHERE rolname LIKE 'bi\\_%'`);
    expect(JSON.stringify(names)).toContain(theirs.login.user);
    const said = await tried(
      bi,
      `SELECT string_agg(coalesce(shobj_description(r.oid, 'pg_authid'), '') || coalesce(array_to_string(s.setconfig, ' '), ''), ' ') AS words
         FROM pg_roles r LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid`,
    );
    expect(JSON.stringify(said)).not.toMatch(/Rival|[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});
