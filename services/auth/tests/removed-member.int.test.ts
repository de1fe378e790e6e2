import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { newInvitationToken } from '../members/invitation-token.ts';
import { tokenHash } from '../opaque-token.ts';
import { inTable, PASSWORD, signed, signUp, type Signed } from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

/** Invites a person with an account and accepts in their name; the invitation's token is one that the test knows. */
async function join(owner: Signed, person: Signed, role: Role): Promise<Signed> {
  const { id } = await stack.call(memberContracts.invite, { email: person.user.email, role }, owner);
  const token = newInvitationToken(owner.organization.id);
  await inTable(stack, 'UPDATE invitations SET token_hash = $2 WHERE id = $1', [id, tokenHash(token)]);
  return signed(await stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD }));
}
const remove = (owner: Signed, { user }: Signed) =>
  stack.call(memberContracts.removeMember, { userId: user.id }, owner);
const roleOf = async (person: Signed) =>
  (await stack.call(accountContracts.me, {}, person)).organization.role;
const exchange = (key: string) => {
  const claims = { organizationId: null, action: machineContracts.exchangeApiKey.name };
  const authorization = stack.running.node.identity.authorizationFor('gateway', claims);
  return stack.call(machineContracts.exchangeApiKey, { key }, { authorization });
};
const invalid = { code: 'TOKEN_INVALID' };

it('a member who is removed, invited and accepts within one second is in again at once; the tokens of before stay dead', async () => {
  const [ada, bob] = [await signUp(stack), await signUp(stack)];
  let present = await join(ada, bob, 'manager');
  const dead: Signed[] = [];
  let withinOneSecond = 0;
  for (let round = 0; round < 2 || (withinOneSecond === 0 && round < 20); round += 1) {
    const role = round % 2 ? 'admin' : 'viewer';
    dead.push(present);
    await remove(ada, bob);
    const removedAt = Math.floor(Date.now() / 1_000);
    present = await join(ada, bob, role);
    const { iat } = jwt.decode(present.accessToken) as { iat: number };
    if (iat === removedAt) withinOneSecond += 1;
    expect(await roleOf(present)).toBe(role);
    for (const old of dead) await expect(roleOf(old)).rejects.toMatchObject(invalid);
  }
  expect(withinOneSecond).toBeGreaterThan(0);
});

it('a role that was taken and given back is what an old token is worth, and no more than that', async () => {
  const [ada, bob] = [await signUp(stack), await signUp(stack)];
  const admin = await join(ada, bob, 'admin');
  for (const role of ['viewer', 'manager', 'viewer', 'analyst'] as const) {
    await stack.call(memberContracts.changeRole, { userId: bob.user.id, role }, ada);
    expect(await roleOf(admin)).toBe(role);
    const { refreshToken } = admin;
    Object.assign(admin, signed(await stack.call(sessionContracts.refreshToken, { refreshToken })));
    expect(await roleOf(admin)).toBe(role);
  }
});

it('the API keys of a removed member stay dead when the person is a member again', async () => {
  const [ada, bob] = [await signUp(stack), await signUp(stack)];
  const admin = await join(ada, bob, 'admin');
  const { key, apiKey } = await stack.call(
    machineContracts.createApiKey,
    { name: 'nightly import', role: 'analyst' },
    admin,
  );
  const token = `Bearer ${(await exchange(key)).accessToken}`;
  const settings = () => stack.call(accountContracts.organization, {}, { authorization: token });
  expect(await settings()).toMatchObject({ id: ada.organization.id });
  await remove(ada, bob);
  await join(ada, bob, 'owner');
  await expect(exchange(key)).rejects.toMatchObject(invalid);
  await expect(settings()).rejects.toMatchObject(invalid);
  const listed = await stack.call(machineContracts.apiKeys, { limit: 10 }, ada);
  expect(listed.data).toMatchObject([{ id: apiKey.id, revokedAt: expect.any(String) as string }]);
});

it('whoever signs in or refreshes while they are removed has no living token afterwards', async () => {
  const [ada, bob] = [await signUp(stack), await signUp(stack)];
  await inTable(stack, 'DELETE FROM memberships WHERE user_id = $1', [bob.user.id]);
  for (let round = 0; round < 5; round += 1) {
    const present = await join(ada, bob, 'manager');
    const { email } = bob.user;
    const tries = await Promise.allSettled([
      stack.call(sessionContracts.refreshToken, { refreshToken: present.refreshToken }),
      stack.call(sessionContracts.login, { email, password: PASSWORD }),
      new Promise((resolve) => setTimeout(resolve, round * 15)).then(() => remove(ada, bob)),
    ]);
    expect(tries[2]?.status).toBe('fulfilled');
    const tokens = tries.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
    await stack.running.node.identity.pollNow();
    for (const token of [present, ...tokens] as { accessToken?: string }[])
      if (token.accessToken)
        await expect(
          stack.call(accountContracts.me, {}, { authorization: `Bearer ${token.accessToken}` }),
        ).rejects.toMatchObject(invalid);
  }
});
