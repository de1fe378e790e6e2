import pg from 'pg';

const SAFE = /^[a-z][a-z0-9_]{0,40}$/;

/** The names of a service's database and of its two roles. */
export function namesOf(service: string): { database: string; owner: string; app: string } {
  if (!SAFE.test(service)) throw new Error(`not a service name: ${service}`);
  return { database: `${service}_db`, owner: `${service}_owner`, app: `${service}_app` };
}

/**
 * Creates a service's roles and database when they are missing. The owner (NOLOGIN) owns the tables; the application
 * role logs in, owns nothing, is a member of no role and cannot bypass row-level security.
 * @param adminUrl a role that may create roles and databases
 */
export async function ensureDatabase(
  adminUrl: string,
  service: string,
  appPassword: string,
  database = namesOf(service).database,
): Promise<void> {
  const { owner, app } = namesOf(service);
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ kind: string; name: string }>(
      `SELECT 'role' AS kind, rolname AS name FROM pg_roles WHERE rolname = ANY($1)
       UNION ALL SELECT 'database', datname FROM pg_database WHERE datname = $2`,
      [[owner, app], database],
    );
    const has = (kind: string, name: string) => rows.some((r) => r.kind === kind && r.name === name);
    if (!has('role', owner)) await client.query(`CREATE ROLE ${owner} NOLOGIN NOSUPERUSER NOBYPASSRLS`);
    if (!has('role', app))
      await client.query(`CREATE ROLE ${app} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`);
    await client.query(`ALTER ROLE ${app} PASSWORD ${client.escapeLiteral(appPassword)}`);
    if (!has('database', database)) {
      await client.query(`GRANT ${owner} TO CURRENT_USER`);
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${owner} TEMPLATE template0`,
      );
      await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO ${app}`);
    }
  } finally {
    await client.end();
  }
}

/** The administrator's URL for another database, with every statement run as `role`. */
export function asRole(adminUrl: string, database: string, role: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${role}`);
  return url.toString();
}
