import { afterAll, beforeAll, expect, it } from 'vitest';
import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stackForTest, startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signUp, trailOf } from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'], env: { LIMIT_LOGIN_FAILURES: '3' } });
});
afterAll(() => stack.stop());

const login = (email: string, password: string) => stack.call(sessionContracts.login, { email, password });

it('registering makes an owner who is signed in', async () => {
  const ada = await signUp(stack);
  const me = await stack.call(accountContracts.me, {}, ada);
  expect(me).toEqual({ user: ada.user, organization: ada.organization, organizations: [ada.organization] });
  expect(ada.organization).toMatchObject({
    name: 'Analytical Engines',
    role: 'owner',
    approvalPolicy: 'two_people',
  });
  expect(ada).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, refreshExpiresIn: 12 * 3_600 });
  expect(await trailOf(stack, ada.organization.id)).toEqual(['auth.registered']);
});

it('an address has one account, whatever its capital letters', async () => {
  const email = address();
  await signUp(stack, email);
  await expect(signUp(stack, email.toUpperCase())).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
});

it('two registrations of one address at once make one account', async () => {
  const email = address();
  const both = await Promise.allSettled([signUp(stack, email), signUp(stack, email)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('a weak password is refused with the reason', async () => {
  const params = { email: address(), password: 'short', name: 'Ada', organizationName: 'Engines' };
  const refused = stack.call(accountContracts.register, params);
  await expect(refused).rejects.toMatchObject({
    code: 'PASSWORD_WEAK',
    public: { errors: [{ path: 'password', code: 'PASSWORD_TOO_SHORT' }] },
  });
});

it('the right password signs in, however its letters are composed', async () => {
  const email = address();
  const password = 'café crème brûlée';
  const registration = {
    email,
    password: password.normalize('NFC'),
    name: 'Ada',
    organizationName: 'Engines',
  };
  const { organization, user } = registered(await stack.call(accountContracts.register, registration));
  const session = await login(` ${email.toUpperCase()} `, password.normalize('NFD'));
  expect(session).toMatchObject({ user, organization });
  expect(await trailOf(stack, organization.id)).toEqual(['auth.registered', 'auth.logged_in']);
  await expect(login(email, password.toUpperCase())).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
  await expect(login(email, `${password} `)).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
});

it('an unknown address and a wrong password get the same answer, byte for byte', async () => {
  const ada = await signUp(stack);
  const answers = await Promise.all(
    [ada.user.email, address('nobody')].map(async (email) => {
      const error: unknown = await login(email, 'not the right password').catch((e: unknown) => e);
      const { code, public: detail, message } = error as { code: string; public: object; message: string };
      return JSON.stringify({ code, detail, message });
    }),
  );
  expect(answers[0]).toContain('CREDENTIALS_INVALID');
  expect(answers[0]).toBe(answers[1]);
  expect(await trailOf(stack, ada.organization.id)).toEqual(['auth.registered', 'auth.login_failed']);
  expect(await trailOf(stack, '00000000-0000-0000-0000-000000000000')).toContain('auth.login_failed');
});

it.each(['known', 'unknown'])('an %s account refuses sign-ins after too many failures', async (kind) => {
  const email = kind === 'known' ? (await signUp(stack)).user.email : address('nobody');
  for (let i = 0; i < 3; i += 1)
    await expect(login(email, 'not the right password')).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
    });
  const refused: unknown = await login(email, PASSWORD).catch((e: unknown) => e);
  expect(refused).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  const { retryAfterSeconds } = (refused as { public: { retryAfterSeconds: number } }).public;
  expect(retryAfterSeconds).toBeGreaterThan(14 * 60);
  expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
  await inTable(stack, `UPDATE login_failures SET window_started_at = now() - interval '16 minutes'`);
  if (kind === 'known') await login(email, PASSWORD);
});

it('guesses made at the same time are checked no more often than the limit allows', async () => {
  const { user } = await signUp(stack);
  const guesses = [...Array.from({ length: 12 }, () => 'not the right password'), PASSWORD];
  const codes = await Promise.all(
    guesses.map((password) =>
      login(user.email, password).then(
        () => 'right',
        (error: unknown) => (error as { code: string }).code,
      ),
    ),
  );
  const checked = codes.filter((code) => code !== 'RATE_LIMIT_EXCEEDED');
  // the right one may be among the first three: it forgets the attempts before it, and three more are allowed
  expect(checked.length).toBeLessThanOrEqual(checked.includes('right') ? 6 : 3);
  expect(codes.length - checked.length).toBeGreaterThanOrEqual(7);
});

it('an attempt whose password could not be checked does not count', async () => {
  const { user } = await signUp(stack);
  await inTable(stack, `UPDATE users SET password_hash = 'damaged' WHERE id = '${user.id}'`);
  for (let i = 0; i < 4; i += 1)
    await expect(login(user.email, PASSWORD)).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
});

it('a right password forgets the failures before it', async () => {
  const { user } = await signUp(stack);
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 2; i += 1) await login(user.email, 'not the right password').catch(() => undefined);
    await login(user.email, PASSWORD);
  }
});

it('neither passwords nor tokens are in the database', async () => {
  const ada = await signUp(stack);
  const dump = await inTable<{ all: string }>(
    stack,
    `SELECT string_agg(t::text, ' ') AS all FROM (
       SELECT u::text AS t FROM users u UNION ALL SELECT r::text FROM refresh_tokens r
       UNION ALL SELECT s::text FROM sessions s UNION ALL SELECT a::text FROM audit_events a
       UNION ALL SELECT m::text FROM mails m UNION ALL SELECT k::text FROM signing_keys k) t`,
  );
  expect(dump[0]?.all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  for (const secret of [PASSWORD, ada.refreshToken, ada.accessToken, '"d":'])
    expect(dump[0]?.all).not.toContain(secret);
});

it('a new product has no account of its own: nobody signs in with a name that others ship', async () => {
  const fresh = await stackForTest({ services: ['auth'] });
  expect(await inTable(fresh, 'SELECT id FROM users')).toEqual([]);
  for (const name of ['admin', 'root', 'demo', 'test', 'user'])
    for (const password of [name, 'admin', 'password', 'changeme', ''])
      await expect(
        fresh.call(sessionContracts.login, { email: `${name}@example.com`, password }),
      ).rejects.toMatchObject({ status: password === '' ? 422 : 401 });
});
