import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { beforeMigration, type EarlierRelease } from '../../../tests/support/earlier-release.ts';

let earlier: EarlierRelease;
beforeAll(async () => {
  earlier = await beforeMigration('auth', '0021-standing-of-approvers');
});
afterAll(() => earlier.drop());

it('a member of an earlier release may approve since they joined, or since the trail says that they were raised to it', async () => {
  const organization = randomUUID();
  const sql = (text: string, values: unknown[]) => asAdministrator<object>(earlier.url, text, values);
  await sql(`INSERT INTO organizations (id, name, created_at) VALUES ($1, 'Engines', now())`, [organization]);
  const roles = { joined: 'manager', raised: 'manager', viewer: 'viewer', promoted: 'admin' };
  const raises: Record<string, [string, string]> = {
    raised: ['viewer', 'manager'],
    promoted: ['manager', 'admin'],
  };
  for (const [name, role] of Object.entries(roles)) {
    const id = randomUUID();
    await sql(
      `INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2 || '@example.com', $2, 'x', now())`,
      [id, name],
    );
    await sql(
      `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at)
       VALUES ($1, $2, $3, '2026-01-01T00:00:00Z', now())`,
      [organization, id, role],
    );
    const [from, to] = raises[name] ?? [];
    if (from)
      await sql(
        `INSERT INTO audit_events (organization_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
         VALUES ($1, $2, '2026-06-01T00:00:00Z', 'user', $3::text, 'auth.role_changed', 'user', $3::uuid, $4)`,
        [organization, randomUUID(), id, JSON.stringify({ from, to })],
      );
  }
  await earlier.up();
  const since = await sql(
    `SELECT u.name, to_char(m.approver_since AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since
     FROM memberships m JOIN users u ON u.id = m.user_id ORDER BY u.name`,
    [],
  );
  expect(since).toEqual([
    { name: 'joined', since: '2026-01-01' },
    { name: 'promoted', since: '2026-01-01' },
    { name: 'raised', since: '2026-06-01' },
    { name: 'viewer', since: null },
  ]);
});
