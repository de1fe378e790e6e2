import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { asAdministrator } from '../../tests/support/databases.ts';
import { ensureLoginRoles, loginRolesOf } from '../login-roles.ts';
import { asRole, ensureDatabase, namesOf } from '../roles.ts';

const service = `m${randomBytes(4).toString('hex')}`;
const { owner, app, database } = namesOf(service);
const { views, readers, issuer } = loginRolesOf(service);
const administrator = `${service}_admin`;
const at = (name: string, user: string, password: string) =>
  Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}`, username: user, password }).toString();
const adminUrl = () => at('postgres', administrator, 'a-password');

/** Prepares a database as the administrator of a managed PostgreSQL, who creates roles and databases and is no superuser. */
beforeAll(async () => {
  await asAdministrator(
    inject('adminUrl'),
    `CREATE ROLE ${administrator} LOGIN CREATEROLE CREATEDB PASSWORD 'a-password'`,
  );
  for (let twice = 0; twice < 2; twice += 1) {
    await ensureDatabase(adminUrl(), service, 'app-password');
    await ensureLoginRoles(adminUrl(), service, database);
  }
});
afterAll(async () => {
  await asAdministrator(inject('adminUrl'), `DROP DATABASE ${database} WITH (FORCE)`);
  const made = await asAdministrator<{ name: string }>(
    inject('adminUrl'),
    'SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 ORDER BY rolcreatedb, rolcreaterole',
    [`${service}%`],
  );
  for (const { name } of made) await asAdministrator(inject('adminUrl'), `DROP ROLE ${name}`);
});

it('an administrator who is no superuser can prepare all of it, again and again', async () => {
  const rights = await asAdministrator(
    inject('adminUrl'),
    `SELECT rolname AS name, rolcanlogin AS login, rolcreaterole AS creates, rolsuper OR rolbypassrls OR rolcreatedb AS more
       FROM pg_roles WHERE rolname = ANY($1) ORDER BY 1`,
    [[views, readers, issuer]],
  );
  expect(rights).toEqual([
    { name: issuer, login: false, creates: true, more: false },
    { name: readers, login: false, creates: false, more: false },
    { name: views, login: false, creates: false, more: false },
  ]);
});

it('only the application and logins may connect to the database', async () => {
  const [row] = await asAdministrator(
    inject('adminUrl'),
    `SELECT has_database_privilege($1, $4, 'CONNECT') AS app, has_database_privilege($2, $4, 'CONNECT') AS readers,
       has_database_privilege($3, $4, 'CONNECT') AS views, has_database_privilege($2, $4, 'TEMP') AS makes`,
    [app, readers, views, database],
  );
  expect(row).toEqual({ app: true, readers: true, views: false, makes: false });
});

it('what the issuer owns makes roles for the application, which can make none itself and becomes nobody', async () => {
  const login = `${service}_login`;
  await asAdministrator(
    asRole(adminUrl(), database, owner),
    `CREATE SCHEMA office; GRANT CREATE, USAGE ON SCHEMA office TO ${issuer}; GRANT USAGE ON SCHEMA office TO ${app};
     CREATE FUNCTION office.make() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET createrole_self_grant = 'inherit'
       AS $$ BEGIN CREATE ROLE ${login} LOGIN; GRANT ${readers} TO ${login} WITH SET FALSE; END $$;
     ALTER FUNCTION office.make() OWNER TO ${issuer}`,
  );
  const client = new pg.Client({ connectionString: at(database, app, 'app-password') });
  await client.connect();
  const code = (sql: string) =>
    client.query(sql).then(
      () => 'done',
      (error: pg.DatabaseError) => error.code,
    );
  expect(await code('SELECT office.make()')).toBe('done');
  for (const sql of [
    `CREATE ROLE ${service}_x`,
    `ALTER ROLE ${login} SUPERUSER`,
    ...[issuer, views, readers, owner, login].map((role) => `SET ROLE ${role}`),
    `GRANT ${issuer} TO ${app}`,
  ])
    expect(await code(sql), sql).toBe('42501');
  await client.end();
});
