import pg from 'pg';
import { namesOf } from './roles.ts';

/**
 * The roles behind logins that customers have of a service's database (docs/decisions/0024-sql-logins.md). None logs in:
 * `views` owns the views that a login reads, `readers` is the group of all logins, `issuer` may create roles and owns the
 * few functions by which the application makes logins and ends them.
 */
export function loginRolesOf(service: string): { views: string; readers: string; issuer: string } {
  const { app } = namesOf(service);
  const at = (kind: string) => app.replace(/_app$/, `_${kind}`);
  return { views: at('views'), readers: at('readers'), issuer: at('issuer') };
}

/** From here on a role that may create roles has power over those only that it made itself. */
const CREATEROLE_IS_LIMITED = 160_000;

/**
 * Functions of PostgreSQL that everybody may call and that reach beyond a login's own session: locks that the product and
 * its migrations take, signals to its workers, objects and log records that take room, and who else is connected.
 */
const REACHING_OUT = [
  'pg_(try_)?advisory_(xact_)?lock(_shared)?',
  'pg_notify',
  'lo_.*',
  'lowrite',
  'pg_logical_emit_message',
  'pg_stat_get_activity',
];

/**
 * Creates the roles where they are missing, lets logins connect to this database and nobody else but them and the
 * application, and takes from the public what reaches out of a session. The last asks for a superuser and is left out
 * where the administrator is none: what a login does with these functions is then ended within seconds (`watch`).
 * @param adminUrl a role that may create roles and databases
 * @throws Error on a PostgreSQL before 16
 */
export async function ensureLoginRoles(adminUrl: string, service: string, database: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString(), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await requireLimitedCreateRole(client);
    const { views, readers, issuer } = loginRolesOf(service);
    const { owner, app } = namesOf(service);
    await ensureRole(client, views, 'NOCREATEROLE');
    await ensureRole(client, readers, 'NOCREATEROLE');
    await ensureRole(client, issuer, 'CREATEROLE');
    // the owner of the tables hands over what migrations make; it is nobody who logs in
    await ensureMember(client, views, owner, 'INHERIT FALSE, SET TRUE');
    await ensureMember(client, issuer, owner, 'INHERIT FALSE, SET TRUE');
    await ensureMember(client, readers, issuer, 'ADMIN TRUE, INHERIT FALSE, SET FALSE');
    const quoted = client.escapeIdentifier(database);
    await client.query(`
      BEGIN;
      SET LOCAL ROLE ${owner};
      REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${quoted} TO ${app}, ${readers};
      COMMIT;`);
    await takeFromPublic(client, [app, owner, issuer, 'pg_monitor']);
  } finally {
    await client.end();
  }
}

async function requireLimitedCreateRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  if ((rows[0]?.version ?? 0) < CREATEROLE_IS_LIMITED)
    throw new Error(
      'PostgreSQL 16 or newer is needed: before it, a role that creates roles is nearly a superuser.',
    );
}

async function ensureRole(client: pg.Client, role: string, attribute: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0)
    await client.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB ${attribute}`);
}

/** A grant that is there already is not made again: two runners would change one row of the catalogue at a time. */
async function ensureMember(client: pg.Client, role: string, member: string, options: string): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT FROM pg_auth_members WHERE roleid = $1::regrole AND member = $2::regrole',
    [role, member],
  );
  if (rowCount === 0) await client.query(`GRANT ${role} TO ${member} WITH ${options}`);
}

async function takeFromPublic(client: pg.Client, keep: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ signature: string }>(
    `SELECT p.oid::regprocedure::text AS signature FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ $1 AND p.prokind = 'f'
       AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) WHERE grantee = 0)
       AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)`,
    [`^(${REACHING_OUT.join('|')})$`],
  );
  for (const { signature } of rows)
    await client.query(`
      BEGIN;
      GRANT EXECUTE ON FUNCTION ${signature} TO ${keep.join(', ')};
      REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
      COMMIT;`);
}
