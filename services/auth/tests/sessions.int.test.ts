import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { runNode, type RunningNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { inTable, PASSWORD, signed, signUp, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

let stack: Stack;
let other: RunningNode;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
  other = await runNode(productSettings(settingsOfStack(stack)));
});
afterAll(async () => {
  await other.stop();
  await stack.stop();
});

const LAPTOP = { address: '192.0.2.1', userAgent: 'laptop/1.0' };
const PHONE = { address: '2001:db8::7', userAgent: 'phone/2.0' };
const signIn = async ({ user }: Signed, origin = LAPTOP, deviceToken?: string) =>
  signed(
    await stack.call(sessionContracts.login, {
      email: user.email,
      password: PASSWORD,
      origin,
      ...(deviceToken === undefined ? {} : { deviceToken }),
    }),
  );
/** A member of the owner's organisation beside their own, signed in to the former. */
async function member(owner: Signed, role: Role): Promise<Signed> {
  const person = await signUp(stack);
  await inTable(
    stack,
    `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, $3, now(), now())`,
    [owner.organization.id, person.user.id, role],
  );
  const organizationId = owner.organization.id;
  return signed(await stack.call(sessionContracts.switchOrganization, { organizationId }, person));
}
const own = async (person: Signed) =>
  (await stack.call(sessionListContracts.sessions, { limit: 50 }, person)).data;
const theirs = async (admin: Signed, { user }: Signed) =>
  (await stack.call(sessionListContracts.memberSessions, { userId: user.id, limit: 50 }, admin)).data;
const end = (person: Signed, id: string) => stack.call(sessionListContracts.endSession, { id }, person);
const endTheirs = (admin: Signed, { user }: Signed, id: string) =>
  stack.call(sessionListContracts.endMemberSession, { userId: user.id, id }, admin);
const endAllOf = (admin: Signed, { user }: Signed) =>
  stack.call(sessionListContracts.endMemberSessions, { userId: user.id }, admin);
const currentOf = async (person: Signed) => (await own(person)).find(({ current }) => current)?.id ?? '';
const alive = (person: Signed) =>
  stack.call(accountContracts.me, {}, person).then(
    () => true,
    () => false,
  );
/** Its tokens are dead here at once, on another node within a second, and there is no refresh. */
async function expectDead(person: Signed): Promise<void> {
  expect(await alive(person)).toBe(false);
  const deadline = Date.now() + 1_000;
  const elsewhere = () =>
    callFromBroker(other.broker)(accountContracts.me, {}, person).then(
      () => true,
      () => false,
    );
  while ((await elsewhere()) && Date.now() < deadline);
  expect(await elsewhere()).toBe(false);
  const { refreshToken } = person;
  const refresh = stack.call(sessionContracts.refreshToken, { refreshToken });
  await expect(refresh).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
}
const denied = { code: 'PERMISSION_DENIED' };
const missing = { code: 'RESOURCE_NOT_FOUND' };

it('a person sees their sessions: where each began, on which device, when it was used, and which one asks', async () => {
  const ada = await signUp(stack);
  const phone = await signIn(ada, PHONE);
  await signIn(ada, PHONE, phone.deviceToken);
  const listed = await own(phone);
  expect(listed.map(({ userAgent, current }) => [userAgent, current])).toEqual([
    ['phone/2.0', false],
    ['phone/2.0', true],
    [null, false],
  ]);
  expect(listed[1]).toEqual({
    id: expect.any(String) as string,
    organizationId: ada.organization.id,
    deviceId: listed[0]?.deviceId,
    ...PHONE,
    startedAt: expect.any(String) as string,
    lastUsedAt: listed[1]?.startedAt,
    current: true,
  });
  expect(listed[2]?.deviceId).not.toBe(listed[1]?.deviceId);
  const { refreshToken } = phone;
  await stack.call(sessionContracts.refreshToken, { refreshToken });
  const [, used] = await own(phone);
  expect((used?.lastUsedAt ?? '') > (used?.startedAt ?? '')).toBe(true);
});

it('sessions come the newest first, page by page, and only those that go on', async () => {
  const ada = await signUp(stack);
  const later = [await signIn(ada), await signIn(ada), await signIn(ada)];
  await stack.call(sessionContracts.logout, {}, later[0]);
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const asked = { limit: 2, ...(cursor ? { cursor } : {}) };
    const page = await stack.call(sessionListContracts.sessions, asked, ada);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.page.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
  expect(seen).toHaveLength(3);
  expect(seen).toEqual([...seen].sort().reverse());
  const broken = stack.call(sessionListContracts.sessions, { limit: 2, cursor: 'nonsense' }, ada);
  await expect(broken).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
});

it('a person ends one of their sessions: it is dead on every node within a second, and its device a new one', async () => {
  const ada = await signUp(stack);
  const phone = await signIn(ada, PHONE);
  const id = await currentOf(phone);
  await end(ada, id);
  await expectDead(phone);
  expect(await alive(ada)).toBe(true);
  await end(ada, id);
  expect((await signIn(ada, PHONE, phone.deviceToken)).deviceToken).not.toBe(phone.deviceToken);
  expect((await signIn(ada, LAPTOP, ada.deviceToken)).deviceToken).toBe(ada.deviceToken);
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.session_ended');
});

it('nobody ends a session of somebody else, of whatever organisation, and is not told that it is there', async () => {
  const [ada, eve] = [await signUp(stack), await signUp(stack)];
  const colleague = await member(ada, 'owner');
  for (const id of [await currentOf(eve), await currentOf(colleague), randomUUID()])
    await expect(end(ada, id)).rejects.toMatchObject(missing);
  expect([await alive(eve), await alive(colleague)]).toEqual([true, true]);
});

it('a person ends all their other sessions, in all their organisations', async () => {
  const [ada, boss] = [await signUp(stack), await signUp(stack)];
  const there = await member(boss, 'viewer');
  const [home] = await own(there);
  expect(home?.organizationId).toBe(boss.organization.id);
  const others = [await signIn(there), await signIn(there, PHONE)];
  await stack.call(sessionListContracts.endOtherSessions, {}, there);
  for (const one of others) await expectDead(one);
  expect((await own(there)).map(({ current }) => current)).toEqual([true]);
  expect(await alive(ada)).toBe(true);
  expect(await trailOf(stack, boss.organization.id)).toContain('auth.sessions_ended');
});

it("an admin sees and ends a member's sessions in this organisation, and none of another one", async () => {
  const owner = await signUp(stack);
  const [admin, viewer] = [await member(owner, 'admin'), await member(owner, 'viewer')];
  const listed = await theirs(admin, viewer);
  expect(listed.map(({ organizationId }) => organizationId)).toEqual([owner.organization.id]);
  const all = await own(viewer);
  expect(all).toHaveLength(2);
  const atHome = all.find(({ organizationId }) => organizationId !== owner.organization.id)?.id ?? '';
  await expect(endTheirs(admin, viewer, atHome)).rejects.toMatchObject(missing);
  await endTheirs(admin, viewer, listed[0]?.id ?? '');
  await expectDead(viewer);
  expect(await theirs(admin, viewer)).toEqual([]);
  const organizationId = owner.organization.id;
  const again = [await signIn(viewer), await signIn(viewer)];
  expect(again[0]?.organization.id).toBe(organizationId);
  await endAllOf(admin, viewer);
  for (const one of again) await expectDead(one);
});

it('sessions of an owner are ended by owners only, and those of nobody here by nobody', async () => {
  const owner = await signUp(stack);
  const [admin, manager, stranger] = [
    await member(owner, 'admin'),
    await member(owner, 'manager'),
    await signUp(stack),
  ];
  const id = await currentOf(owner);
  await expect(endTheirs(admin, owner, id)).rejects.toMatchObject(denied);
  await expect(endAllOf(admin, owner)).rejects.toMatchObject(denied);
  await expect(endAllOf(manager, admin)).rejects.toMatchObject(denied);
  await expect(theirs(manager, admin)).rejects.toMatchObject(denied);
  await expect(theirs(owner, stranger)).rejects.toMatchObject(missing);
  await expect(endAllOf(owner, stranger)).rejects.toMatchObject(missing);
  await expect(endTheirs(owner, stranger, await currentOf(stranger))).rejects.toMatchObject(missing);
  expect([await alive(owner), await alive(admin), await alive(stranger)]).toEqual([true, true, true]);
  const second = await member(owner, 'owner');
  await endAllOf(second, owner);
  await expectDead(owner);
  await endAllOf(second, second);
  expect(await alive(second)).toBe(true);
});
