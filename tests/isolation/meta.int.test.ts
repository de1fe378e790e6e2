import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATION_TARGETS } from '../../scripts/migration-targets.ts';
import { tenantWall } from '../../storage/policy.ts';
import { cloneDatabases, type TestDatabases } from '../support/databases.ts';
import { OUTSIDE_THE_WALL, tenancyFindings } from './tenancy-findings.ts';

const SERVICES = MIGRATION_TARGETS.map((target) => target.service);
let databases: TestDatabases;
const clients = new Map<string, pg.Client>();

beforeAll(async () => {
  databases = await cloneDatabases(SERVICES);
  for (const service of SERVICES) {
    const client = new pg.Client({ connectionString: databases.adminUrl(service) });
    await client.connect();
    clients.set(service, client);
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await databases.drop();
});

const clientOf = (service: string): pg.Client => {
  const client = clients.get(service);
  if (!client) throw new Error(`no client of ${service}`);
  return client;
};

/** What is found after a change, which is undone again: roles are shared by every database of the server. */
async function findingsAfter(sql: string): Promise<string[]> {
  const client = clientOf('auth');
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return await tenancyFindings(client, 'auth');
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('the wall between organisations', () => {
  it.each(SERVICES)('is whole in the database of %s', async (service) => {
    expect(await tenancyFindings(clientOf(service), service)).toEqual([]);
  });

  it('has no table on the list of exceptions that does not exist', async () => {
    for (const [service, tables] of Object.entries(OUTSIDE_THE_WALL)) {
      const sql = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1)`;
      const { rows } = await clientOf(service).query(sql, [tables]);
      expect(rows).toHaveLength(tables.length);
    }
  });
});

describe('a hole in the wall is found', () => {
  const table = (columns: string) => `SET ROLE auth_owner; CREATE TABLE probe (${columns}); RESET ROLE;`;
  it.each([
    [
      'row-level security off',
      'ALTER TABLE mails DISABLE ROW LEVEL SECURITY',
      'mails: row-level security is off',
    ],
    [
      'not forced',
      'ALTER TABLE mails NO FORCE ROW LEVEL SECURITY',
      'mails: row-level security is not forced',
    ],
    ['no policy', 'DROP POLICY tenant ON mails', 'mails: no policy for everything of the application role'],
    [
      'another policy for everybody',
      'CREATE POLICY open ON mails TO PUBLIC USING (true)',
      'mails: policy open is not the tenant expression',
    ],
    [
      'writes unchecked',
      'ALTER POLICY tenant ON mails WITH CHECK (true)',
      'mails: policy tenant is not the tenant expression',
    ],
    [
      'no key',
      'ALTER TABLE mails DROP CONSTRAINT mails_pkey',
      'mails: no valid index is led by organization_id',
    ],
    [
      'unique over organisations',
      'CREATE UNIQUE INDEX everywhere ON mails (id)',
      'mails: unique everywhere does not begin with organization_id',
    ],
    [
      'a key in which the organisation comes second',
      'CREATE UNIQUE INDEX turned ON mails (id, organization_id)',
      'mails: unique turned does not begin with organization_id',
    ],
    [
      'an index by id alone',
      'CREATE INDEX quick ON mails (id)',
      'mails: index quick does not begin with organization_id',
    ],
    [
      'a foreign key by id alone',
      `CREATE UNIQUE INDEX everywhere ON mails (id);
       ALTER TABLE invitations ADD CONSTRAINT loose FOREIGN KEY (id) REFERENCES mails (id)`,
      'invitations: foreign key loose does not begin with organization_id on both sides',
    ],
    [
      'an organisation that may be missing',
      'ALTER TABLE mails DROP CONSTRAINT mails_pkey; ALTER TABLE mails ALTER organization_id DROP NOT NULL',
      'mails: organization_id may be null',
    ],
    [
      'an application role that passes the wall',
      'ALTER ROLE auth_app BYPASSRLS',
      'auth_app: is superuser or passes row-level security',
    ],
    [
      'an application role in a role that passes the wall',
      'CREATE ROLE probe_reader BYPASSRLS; GRANT probe_reader TO auth_app',
      'probe_reader: passes row-level security and can be become',
    ],
    [
      'an application role that can become the owner',
      'GRANT auth_owner TO auth_app',
      'mails: its owner can be reached by the application role',
    ],
    [
      'an application role in a role with a policy of its own',
      `CREATE ROLE probe_jobs; CREATE POLICY claims ON mails TO probe_jobs USING (true) WITH CHECK (true);
       GRANT probe_jobs TO auth_app`,
      'mails: policy claims is not the tenant expression',
    ],
    ['truncating', 'GRANT TRUNCATE ON mails TO auth_app', 'mails: the application role may truncate it'],
    [
      "a view with its owner's rights",
      'SET ROLE auth_owner; CREATE VIEW probe AS SELECT * FROM mails; RESET ROLE',
      'probe: view past the wall that the application role reads',
    ],
    [
      'a materialised view',
      `CREATE MATERIALIZED VIEW probe AS SELECT * FROM mails; GRANT SELECT ON probe TO auth_app`,
      'probe: view past the wall that the application role reads',
    ],
    [
      "a function with its owner's rights",
      `CREATE FUNCTION probe() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM mails'`,
      'probe: runs as its owner and the application role may call it',
    ],
    [
      'a new table without the wall',
      table('organization_id uuid NOT NULL, id uuid, PRIMARY KEY (organization_id, id)'),
      'probe: row-level security is off',
    ],
    [
      'a new table without an organisation',
      table('id uuid PRIMARY KEY'),
      'probe: has no organization_id and is not on the list',
    ],
    [
      'a table in a schema beside',
      'CREATE SCHEMA beside; CREATE TABLE beside.probe (id uuid PRIMARY KEY)',
      'probe: has no organization_id and is not on the list',
    ],
    [
      'an audit trail that can be rewritten',
      'GRANT UPDATE (detail) ON audit_events TO auth_app',
      'audit_events: the application role may change what was recorded',
    ],
  ])('%s', async (_name, sql, finding) => {
    expect(await findingsAfter(sql)).toContain(finding);
  });

  it('and a new table with the wall is none', async () => {
    const made = table('organization_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (organization_id, id)');
    expect(await findingsAfter(`${made} ${tenantWall('probe', 'auth')}`)).toEqual([]);
  });
});
