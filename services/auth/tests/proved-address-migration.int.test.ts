import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { beforeMigration, type EarlierRelease } from '../../../tests/support/earlier-release.ts';

let earlier: EarlierRelease;
beforeAll(async () => {
  earlier = await beforeMigration('auth', '0005-proved-addresses');
});
afterAll(() => earlier.drop());

it('people of the first release have proved their address by an invitation that they accepted, and by nothing else', async () => {
  const organization = randomUUID();
  const sql = (text: string, values: unknown[]) =>
    asAdministrator<{ email: string }>(earlier.url, text, values);
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
  await earlier.up();
  const proved = await sql('SELECT email FROM users WHERE address_proved_at IS NOT NULL', []);
  expect(proved).toEqual([{ email: 'accepted@example.com' }]);
});
