import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrators } from '../../../scripts/migration-targets.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';

const database = `p${randomBytes(4).toString('hex')}_auth_db`;
const url = () => Object.assign(new URL(inject('adminUrl')), { pathname: `/${database}` }).toString();
const migrator = () => {
  const all = migrators({ adminUrl: inject('adminUrl'), appPassword: inject('appPassword') }, () => database);
  const found = all.find(({ service }) => service === 'auth');
  if (!found) throw new Error('auth has no migrations');
  return found;
};

beforeAll(async () => {
  await migrator().up();
  while (!(await migrator().status()).pending.includes('0005-proved-addresses')) await migrator().down();
});
afterAll(async () => {
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
});

it('people of the first release have proved their address by an invitation that they accepted, and by nothing else', async () => {
  const organization = randomUUID();
  const sql = (text: string, values: unknown[]) => asAdministrator<{ email: string }>(url(), text, values);
  await sql(`INSERT INTO organizations (id, name, created_at) VALUES ($1, 'Engines', now())`, [organization]);
  for (const status of ['accepted', 'pending', 'withdrawn', 'none']) {
    await sql(
      `INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, 'Ada', 'x', now())`,
      [randomUUID(), `${status}@example.com`],
    );
    if (status === 'none') continue;
    await sql(
      `INSERT INTO invitations (organization_id, id, email, role, status, token_hash, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, 'viewer', $4, $5, $1, now(), now())`,
      [organization, randomUUID(), `${status}@example.com`, status, randomBytes(32)],
    );
  }
  await migrator().up();
  const proved = await sql('SELECT email FROM users WHERE address_proved_at IS NOT NULL', []);
  expect(proved).toEqual([{ email: 'accepted@example.com' }]);
});
