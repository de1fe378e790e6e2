import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../lib/time.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { inTable, PASSWORD, signed, signUp, type Signed } from './people.ts';

let stack: Stack;
let offset = 0;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'], clock: () => new Date(Date.now() + offset) });
});
afterAll(() => stack.stop());

/** The clocks of all go on by this much; what a node knows by then it has to hear anew. */
async function pass(ms: number): Promise<void> {
  offset += ms;
  await stack.running.node.identity.pollNow();
}
const refresh = async ({ refreshToken }: Signed) =>
  signed(await stack.call(sessionContracts.refreshToken, { refreshToken }));
const me = (person: Signed) => stack.call(accountContracts.me, {}, person);
const signIn = async ({ user }: Signed) =>
  signed(await stack.call(sessionContracts.login, { email: user.email, password: PASSWORD }));
const setRole = ({ user }: Signed, role: Role) =>
  inTable(stack, 'UPDATE memberships SET role = $2 WHERE user_id = $1', [user.id, role]);
const refused = { code: 'REFRESH_TOKEN_INVALID' };
/** Somebody whose only role is this one. */
async function personWith(role: Role): Promise<Signed> {
  const person = await signUp(stack);
  await setRole(person, role);
  return signIn(person);
}
/** Refreshes every so often; gives how long that went well since the sign-in. */
async function refreshUntilRefused(person: Signed, everyMs: number): Promise<number> {
  const begin = offset;
  for (let present = person; ; await pass(everyMs)) {
    const next = await refresh(present).catch((error: unknown) => error);
    if (next instanceof Error) {
      expect(next).toMatchObject(refused);
      await expect(me(present)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
      return offset - begin;
    }
    present = next as Signed;
    await me(present);
  }
}

it.each(['owner', 'admin', 'manager'] as const)(
  'the session of an %s ends when it is idle for twelve hours',
  async (role) => {
    const [idle, busy] = [await personWith(role), await personWith(role)];
    expect(idle.refreshExpiresIn).toBe(12 * 3_600);
    await pass(12 * HOUR_MS - 30 * SECOND_MS);
    await refresh(busy);
    await pass(31 * SECOND_MS);
    await expect(refresh(idle)).rejects.toMatchObject(refused);
  },
);

it('the session of an owner ends seven days after the sign-in, however often it is refreshed, and its access token with it', async () => {
  const lasted = await refreshUntilRefused(await personWith('owner'), 2 * HOUR_MS);
  expect(lasted).toBe(7 * DAY_MS);
});

it('the session of an analyst lasts thirty days unused, and ninety in all', async () => {
  const analyst = await personWith('analyst');
  expect(analyst.refreshExpiresIn).toBe(30 * 86_400);
  expect(await refreshUntilRefused(analyst, 10 * DAY_MS)).toBe(90 * DAY_MS);
});

it('a role that can spend money shortens a session that runs: unused for twelve hours, or begun seven days ago', async () => {
  const [idle, old] = [await personWith('viewer'), await personWith('viewer')];
  await pass(13 * HOUR_MS);
  await setRole(idle, 'manager');
  await expect(refresh(idle)).rejects.toMatchObject(refused);
  let present = old;
  for (let day = 0; day < 6; day += 1) {
    present = await refresh(present);
    await pass(DAY_MS);
  }
  await setRole(old, 'admin');
  await expect(refresh(present)).rejects.toMatchObject(refused);
  await setRole(old, 'viewer');
  present = await refresh(present);
  expect(present.organization.role).toBe('viewer');
});

it('nobody gets more days by going to another organisation: the sign-in counts', async () => {
  const [viewer, other] = [await personWith('viewer'), await signUp(stack)];
  await inTable(
    stack,
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, 'manager', now(), now())`,
    [other.organization.id, viewer.user.id],
  );
  const go = async (person: Signed, { organization }: Signed) =>
    signed(
      await stack.call(sessionContracts.switchOrganization, { organizationId: organization.id }, person),
    );
  let present = viewer;
  for (let day = 0; day < 6; day += 1) {
    await pass(DAY_MS);
    present = await refresh(present);
  }
  const there = await go(present, other);
  expect(there.refreshExpiresIn).toBe(12 * 3_600);
  await pass(DAY_MS - 11 * HOUR_MS);
  present = await refresh(present);
  expect((await go(present, other)).refreshExpiresIn).toBeLessThanOrEqual(11 * 3_600);
  await pass(11 * HOUR_MS + SECOND_MS);
  present = await refresh(present);
  await expect(go(present, other)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  const members = await stack.call(memberContracts.members, { limit: 10 }, present);
  expect(members.data).toHaveLength(1);
});

it('a password does not expire: four hundred days later it signs in, and nobody asks for another one', async () => {
  const person = await signUp(stack);
  await pass(400 * DAY_MS);
  const session = await signIn(person);
  await expect(me(session)).resolves.toMatchObject({ user: person.user });
});

it('a session that was idle for longer than a role may be goes on in no organisation in which it is that role', async () => {
  const [viewer, other] = [await personWith('viewer'), await signUp(stack)];
  await inTable(
    stack,
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, 'manager', now(), now())`,
    [other.organization.id, viewer.user.id],
  );
  const go = () =>
    stack.call(sessionContracts.switchOrganization, { organizationId: other.organization.id }, viewer);
  const idleFor = (ms: number) =>
    inTable(stack, 'UPDATE sessions SET last_used_at = $2 WHERE user_id = $1', [
      viewer.user.id,
      new Date(Date.now() + offset - ms),
    ]);
  await idleFor(12 * HOUR_MS);
  await expect(go()).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await idleFor(12 * HOUR_MS - 30 * SECOND_MS);
  expect(signed(await go()).refreshExpiresIn).toBe(12 * 3_600);
});
