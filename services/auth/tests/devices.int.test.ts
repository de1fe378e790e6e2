import { afterAll, beforeAll, expect, it } from 'vitest';
import { factorContracts } from '../../../contracts/auth/factors.ts';
import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { askedForFactor, enrolled, totp } from './enrolled.ts';
import { inTable, PASSWORD, signed, signUp, trailOf, type Signed } from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

const LAPTOP = { address: '192.0.2.1', userAgent: 'laptop/1.0 https://evil.example' };
const signIn = async ({ user }: Signed, deviceToken?: string, origin = LAPTOP) =>
  signed(
    await stack.call(sessionContracts.login, {
      email: user.email,
      password: PASSWORD,
      origin,
      ...(deviceToken === undefined ? {} : { deviceToken }),
    }),
  );
const refresh = (refreshToken: string, deviceToken?: string, origin = LAPTOP) =>
  stack.call(sessionContracts.refreshToken, {
    refreshToken,
    origin,
    ...(deviceToken === undefined ? {} : { deviceToken }),
  });
const notices = async ({ user }: Signed) =>
  (
    await inTable<{ subject: string }>(
      stack,
      `SELECT subject FROM mails WHERE recipient = $1 AND subject LIKE 'A new device%'`,
      [user.email],
    )
  ).length;
const devices = ({ user }: Signed) =>
  inTable<{ token_hash: Buffer }>(stack, 'SELECT * FROM devices WHERE user_id = $1', [user.id]);
const refused = { code: 'REFRESH_TOKEN_INVALID' };

it('a sign-in on an unknown device is told by mail, one on a known device and a registration are not', async () => {
  const ada = await signUp(stack);
  expect(ada.deviceToken).toMatch(/^sipd_[A-Za-z0-9_-]{43}$/);
  expect(await notices(ada)).toBe(0);
  const same = await signIn(ada, ada.deviceToken);
  expect(same.deviceToken).toBe(ada.deviceToken);
  expect(await notices(ada)).toBe(0);
  const first = await signIn(ada);
  expect(await notices(ada)).toBe(1);
  expect(first.deviceToken).not.toBe(ada.deviceToken);
  await signIn(ada, first.deviceToken);
  expect(await notices(ada)).toBe(1);
  await signIn(ada, 'sipd_made-up');
  expect(await notices(ada)).toBe(2);
});

it('a second factor is answered on a known device as well', async () => {
  const ada = await enrolled(stack);
  const { deviceToken = '' } = ada;
  const { mfaToken } = await askedForFactor(stack, ada);
  const answer = { mfaToken, proof: totp(ada.app.code()), deviceToken };
  expect((await stack.call(factorContracts.answerChallenge, answer)).deviceToken).toBe(deviceToken);
  expect(await notices(ada)).toBe(0);
});

it("a device of one person is an unknown one for another person's account", async () => {
  const [ada, eve] = [await signUp(stack), await signUp(stack)];
  const session = await signIn(ada, eve.deviceToken);
  expect(session.deviceToken).not.toBe(eve.deviceToken);
  expect(await notices(ada)).toBe(1);
});

it('a device token is 256 random bits, of which only the hash is kept, and twenty devices of a person at most', async () => {
  const ada = await signUp(stack);
  const tokens = new Set<string>();
  for (let i = 0; i < 21; i += 1) tokens.add((await signIn(ada)).deviceToken ?? '');
  expect(tokens.size).toBe(21);
  const kept = await devices(ada);
  expect(kept).toHaveLength(20);
  expect(JSON.stringify(kept)).not.toContain('sipd_');
  const last = [...tokens].at(-1);
  expect((await signIn(ada, last)).deviceToken).toBe(last);
  expect((await signIn(ada, ada.deviceToken)).deviceToken).not.toBe(ada.deviceToken);
});

it('a lost answer is given again to the device that asked for it, from wherever it asks', async () => {
  const ada = await signUp(stack);
  const lost = await refresh(ada.refreshToken, ada.deviceToken);
  const elsewhere = { address: '198.51.100.7', userAgent: 'laptop/1.1' };
  const again = await refresh(ada.refreshToken, ada.deviceToken, elsewhere);
  expect(again.refreshToken).toBe(lost.refreshToken);
});

it.each([
  ['no device', async () => undefined],
  ['a device of another person', async () => (await signUp(stack)).deviceToken],
  ['another device of the same person', async (ada: Signed) => (await signIn(ada)).deviceToken],
])(
  'a replay of what a device has used, with %s, is reuse, whatever the user agent says',
  async (_what, other) => {
    const ada = await signUp(stack);
    const successor = await refresh(ada.refreshToken, ada.deviceToken);
    await expect(refresh(ada.refreshToken, await other(ada))).rejects.toMatchObject(refused);
    await expect(refresh(successor.refreshToken, ada.deviceToken)).rejects.toMatchObject(refused);
  },
);

it('the device that comes second to a thief ends the session', async () => {
  const ada = await signUp(stack);
  const stolen = await refresh(ada.refreshToken);
  await expect(refresh(ada.refreshToken, ada.deviceToken)).rejects.toMatchObject(refused);
  await expect(refresh(stolen.refreshToken)).rejects.toMatchObject(refused);
});

it('a client that never shows a device token refreshes, and is given a lost answer again by its user agent', async () => {
  const ada = await signUp(stack);
  const lost = await refresh(ada.refreshToken);
  const again = await refresh(ada.refreshToken);
  expect(again.refreshToken).toBe(lost.refreshToken);
  await refresh(again.refreshToken);
});

it('whoever ends all their sessions is a stranger to every device but theirs, also to those whose sessions ended long ago', async () => {
  const ada = await signUp(stack);
  const [stolen, living] = [await signIn(ada), await signIn(ada)];
  await stack.call(sessionContracts.logout, {}, stolen);
  await inTable(
    stack,
    `UPDATE sessions SET expires_at = now() - interval '1 day' WHERE user_id = $1 AND ended_at IS NOT NULL`,
    [ada.user.id],
  );
  await stack.call(sessionListContracts.endOtherSessions, {}, ada);
  expect(await devices(ada)).toHaveLength(1);
  const before = await notices(ada);
  for (const { deviceToken } of [stolen, living])
    expect((await signIn(ada, deviceToken)).deviceToken).not.toBe(deviceToken);
  expect(await notices(ada)).toBe(before + 2);
  expect((await signIn(ada, ada.deviceToken)).deviceToken).toBe(ada.deviceToken);
});

it('a stolen mark of a device is forgotten where no other session runs any more', async () => {
  const ada = await signUp(stack);
  const stolen = await signIn(ada);
  await stack.call(sessionContracts.logout, {}, stolen);
  await stack.call(sessionListContracts.endOtherSessions, {}, ada);
  expect((await signIn(ada, stolen.deviceToken)).deviceToken).not.toBe(stolen.deviceToken);
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.sessions_ended');
});
