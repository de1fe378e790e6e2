import { expect } from 'vitest';
import { expectAnswer, signedIn, type House, type Person } from './house.ts';
import type { Visitor } from './visitor.ts';

type Listed = { id: string; current: boolean };

const sessionsOf = async (visitor: Visitor, path = '/api/auth/sessions') =>
  (await visitor.read<{ data: Listed[] }>(`${path}?limit=100`)).data;

/** Sessions that somebody began under the release and has not ended, as the database has them. */
export async function oldSessionsOf(
  { product }: House,
  { userId }: Person,
  leftAt: string,
): Promise<string[]> {
  const sql = 'SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND started_at < $2';
  return (await product.rows<{ id: string }>('auth', sql, [userId, leftAt])).map(({ id }) => id);
}

/** Shows somebody their sessions: those of then, and the one that asks. */
export async function seeSessions(house: House, person: Person, leftAt: string): Promise<void> {
  const listed = await sessionsOf(person.visitor);
  expect(listed.filter(({ current }) => current)).toHaveLength(1);
  const old = await oldSessionsOf(house, person, leftAt);
  expect(old.length).toBeGreaterThan(0);
  expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(old));
  expect(new Set(await person.visitor.idsOf('/api/auth/sessions'))).toEqual(
    new Set(listed.map(({ id }) => id)),
  );
}

/** Somebody ends a session of then, and after it every other one; the one that asks goes on. */
export async function endOwnSessions(house: House, person: Person, leftAt: string): Promise<void> {
  const [old = ''] = await oldSessionsOf(house, person, leftAt);
  await expectAnswer(person.visitor, 204, 'DELETE', `/api/auth/sessions/${old}`);
  expect((await sessionsOf(person.visitor)).map(({ id }) => id)).not.toContain(old);
  const elsewhere = await signedIn(house, person);
  await expectAnswer(person.visitor, 204, 'DELETE', '/api/auth/sessions');
  await expectAnswer(elsewhere, 401, 'GET', '/api/auth/me');
  expect(await sessionsOf(person.visitor)).toMatchObject([{ current: true }]);
}

/** An owner of then ends one session of then of a member, and after it the others. */
export async function endMemberSessions(
  house: House,
  owner: Person,
  member: Person,
  leftAt: string,
): Promise<void> {
  const path = `/api/members/${member.userId}/sessions`;
  const [old = ''] = await oldSessionsOf(house, member, leftAt);
  expect((await sessionsOf(owner.visitor, path)).map(({ id }) => id)).toContain(old);
  await expectAnswer(owner.visitor, 204, 'DELETE', `${path}/${old}`);
  expect((await sessionsOf(owner.visitor, path)).map(({ id }) => id)).not.toContain(old);
  await expectAnswer(owner.visitor, 204, 'DELETE', path);
  expect(await sessionsOf(owner.visitor, path)).toEqual([]);
  await expectAnswer(member.visitor, 401, 'GET', '/api/auth/me');
}
