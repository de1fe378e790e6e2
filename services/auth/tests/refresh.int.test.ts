import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { runNode, type RunningNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { inTable, PASSWORD, signed, signUp, trailOf } from './people.ts';
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

const onOther = <T>(work: (call: ReturnType<typeof callFromBroker>) => Promise<T>) =>
  work(callFromBroker(other.broker));
const refresh = (refreshToken: string) => stack.call(sessionContracts.refreshToken, { refreshToken });
const refreshElsewhere = (refreshToken: string) =>
  onOther((call) => call(sessionContracts.refreshToken, { refreshToken }));
const validTokens = async (userId: string) =>
  inTable<{ token_hash: Buffer }>(
    stack,
    `SELECT token_hash FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
     WHERE s.user_id = $1 AND t.used_at IS NULL AND s.ended_at IS NULL`,
    [userId],
  );
const refused = { code: 'REFRESH_TOKEN_INVALID' };

it('a refresh token gives a new pair each time, for the same person and organisation', async () => {
  const ada = await signUp(stack);
  const second = await refresh(ada.refreshToken);
  const third = await refresh(second.refreshToken);
  expect(new Set([ada.refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
  expect(third).toMatchObject({ user: ada.user, organization: ada.organization });
  await stack.call(accountContracts.me, {}, signed(third));
});

it('fifty refreshes of one token at once over two nodes leave one valid token', async () => {
  for (let round = 0; round < 4; round += 1) {
    const ada = await signUp(stack);
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => (i % 2 ? refresh : refreshElsewhere)(ada.refreshToken)),
    );
    const successors = answers.flatMap((a) => (a.status === 'fulfilled' ? [a.value.refreshToken] : []));
    expect(new Set(successors).size).toBe(1);
    expect(await validTokens(ada.user.id)).toHaveLength(1);
    await refresh(successors[0] ?? '');
  }
});

it('a lost answer can be asked for again: the same successor, while nobody has used it', async () => {
  const ada = await signUp(stack);
  const lost = await refresh(ada.refreshToken);
  const again = await refreshElsewhere(ada.refreshToken);
  expect(again.refreshToken).toBe(lost.refreshToken);
  await refresh(again.refreshToken);
  await expect(refresh(ada.refreshToken)).rejects.toMatchObject(refused);
});

it('after ten seconds a used token is reuse, even when its successor was never used', async () => {
  const ada = await signUp(stack);
  const successor = await refresh(ada.refreshToken);
  await inTable(
    stack,
    `UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL`,
  );
  await expect(refresh(ada.refreshToken)).rejects.toMatchObject(refused);
  await expect(refresh(successor.refreshToken)).rejects.toMatchObject(refused);
});

it('another client that presents a used token at once is reuse', async () => {
  const ada = await signUp(stack);
  const origin = { address: '192.0.2.1', userAgent: 'thief/1.0' };
  await refresh(ada.refreshToken);
  const theft = stack.call(sessionContracts.refreshToken, { refreshToken: ada.refreshToken, origin });
  await expect(theft).rejects.toMatchObject(refused);
});

it('reuse ends the whole family, with its access tokens, on every node within a second', async () => {
  const ada = await signUp(stack);
  const bystander = signed(
    await stack.call(sessionContracts.login, { email: ada.user.email, password: PASSWORD }),
  );
  const second = await refresh(ada.refreshToken);
  const third = await refresh(second.refreshToken);
  const victim = signed(third);
  await onOther((call) => call(accountContracts.me, {}, victim));
  await expect(refresh(ada.refreshToken)).rejects.toMatchObject(refused);
  await expect(refresh(third.refreshToken)).rejects.toMatchObject(refused);
  await expect(stack.call(accountContracts.me, {}, victim)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await other.node.identity.poll();
  await expect(onOther((call) => call(accountContracts.me, {}, victim))).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  });
  await stack.call(accountContracts.me, {}, bystander);
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.refresh_token_reused');
  const mails = await inTable<{ subject: string }>(stack, 'SELECT subject FROM mails WHERE recipient = $1', [
    ada.user.email,
  ]);
  expect(mails.map((m) => m.subject)).toContain('We ended one of your sessions');
});

it('idle and absolute lifetimes end a session', async () => {
  const [idle, old] = [await signUp(stack), await signUp(stack)];
  await inTable(
    stack,
    `UPDATE refresh_tokens SET expires_at = now() - interval '1 second'
     WHERE session_id = (SELECT id FROM sessions WHERE user_id = $1)`,
    [idle.user.id],
  );
  await inTable(stack, `UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE user_id = $1`, [
    old.user.id,
  ]);
  await expect(refresh(idle.refreshToken)).rejects.toMatchObject(refused);
  const last = await refresh(old.refreshToken);
  expect(last.refreshExpiresIn).toBeLessThanOrEqual(3_600);
  await inTable(stack, `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [
    old.user.id,
  ]);
  await expect(refresh(last.refreshToken)).rejects.toMatchObject(refused);
});

it.each(['nonsense', '', 'sipr_AAAA', 'a'.repeat(500)])('%j is no refresh token', async (token) => {
  const expected = token === '' ? { code: 'REQUEST_INVALID' } : refused;
  await expect(refresh(token)).rejects.toMatchObject(expected);
});

it('an access token does not refresh, and a refresh token is no bearer', async () => {
  const ada = await signUp(stack);
  await expect(refresh(ada.accessToken.slice(0, 500))).rejects.toMatchObject(refused);
  const bearer = { authorization: `Bearer ${ada.refreshToken}` };
  await expect(stack.call(accountContracts.me, {}, bearer)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
});

it('logging out kills the access and the refresh token, here at once and elsewhere within a second', async () => {
  const ada = await signUp(stack);
  await onOther((call) => call(accountContracts.me, {}, ada));
  await stack.call(sessionContracts.logout, {}, ada);
  await expect(stack.call(accountContracts.me, {}, ada)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await expect(refresh(ada.refreshToken)).rejects.toMatchObject(refused);
  const deadline = Date.now() + 1_000;
  let alive = true;
  while (alive && Date.now() < deadline)
    alive = await onOther((call) => call(accountContracts.me, {}, ada)).then(
      () => true,
      () => false,
    );
  expect(alive).toBe(false);
  expect(await trailOf(stack, ada.organization.id)).toEqual(['auth.registered', 'auth.logged_out']);
});
