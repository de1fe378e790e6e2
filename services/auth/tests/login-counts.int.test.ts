import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factorContracts } from '../../../contracts/auth/factors.ts';
import { passkeyContracts } from '../../../contracts/auth/passkeys.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { personContracts } from '../../../contracts/auth/person.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { DAY_MS, MINUTE_MS } from '../../../lib/time.ts';
import { Database } from '../../../storage/database.ts';
import { SoftwareAuthenticator } from '../../../tests/support/software-authenticator.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { loginAttempts, type LoginAttempt } from '../accounts/store/login-attempts.ts';
import { tokenFor } from './mailbox.ts';
import { address, inTable, PASSWORD, signUp, type Signed } from './people.ts';

const SITE = 'https://app.company.com';
let stack: Stack;
let inbox: MailServer;
let database: Database;
beforeAll(async () => {
  inbox = await startMail();
  const limits = { LIMIT_LOGIN_FAILURES: '3', LIMIT_ADDRESS_LOGIN_FAILURES: '5' };
  stack = await startStack({
    services: ['auth'],
    env: { ...limits, PUBLIC_URL: SITE, SMTP_URL: inbox.smtpUrl },
  });
  database = new Database({ url: stack.databases.adminUrl('auth'), applicationName: 'test' });
});
afterAll(async () => {
  await database.close();
  await stack.stop();
  await inbox.close();
});

const WRONG = 'not the right password';
const HOME = '192.0.2.1';
type Where = { deviceToken?: string | undefined; from?: string };
/** The error's code, or `in`. */
const signIn = (email: string, password: string, { deviceToken, from = HOME }: Where = {}) =>
  stack
    .call(sessionContracts.login, {
      email,
      password,
      origin: { address: from, userAgent: 'test' },
      ...(deviceToken === undefined ? {} : { deviceToken }),
    })
    .then(
      () => 'in',
      (error: { code: string }) => error.code,
    );
let hosts = 0;
/** An IPv4 address from which nothing came before. */
const elsewhere = () => `10.0.${(hosts += 1) >> 8}.${hosts & 255}`;
const guess = ({ user }: Signed, where: Where = {}) =>
  signIn(user.email, WRONG, { from: elsewhere(), ...where });
const codeOf = (error: unknown) => (error as { code: string }).code;
const countsOf = (sql: string) => inTable(stack, `UPDATE login_failures SET ${sql}`);

it('a stranger who guesses holds up unknown devices, and never a device on which the person signed in before', async () => {
  const ada = await signUp(stack);
  const { email } = ada.user;
  const codes = [];
  for (let i = 0; i < 4; i += 1) codes.push(await guess(ada));
  expect(codes).toEqual([...Array<string>(3).fill('CREDENTIALS_INVALID'), 'RATE_LIMIT_EXCEEDED']);
  expect(await signIn(email, PASSWORD, { from: elsewhere() })).toBe('RATE_LIMIT_EXCEEDED');
  expect(await signIn(email, PASSWORD, { deviceToken: ada.deviceToken })).toBe('in');
  expect(await signIn(email, PASSWORD, { from: elsewhere() })).toBe('in');
});

it('a stranger who guesses keeps nobody who is signed in from their password, their factors and their erasure, not even for good', async () => {
  const ada = await signUp(stack);
  for (let i = 0; i < 4; i += 1) await guess(ada);
  await countsOf(`consecutive = 100, failures = 100, window_started_at = now()`);
  expect(await signIn(ada.user.email, PASSWORD, { from: elsewhere() })).toBe('RATE_LIMIT_EXCEEDED');
  const origin = { address: elsewhere(), userAgent: 'test' };
  const proof = { password: PASSWORD, origin };
  await stack.call(factorContracts.enrollFactor, { kind: 'totp', ...proof }, ada);
  await stack.call(passkeyContracts.beginPasskey, proof, ada);
  const changed = { currentPassword: PASSWORD, newPassword: 'another walk by the wide sea', origin };
  await stack.call(passwordContracts.changePassword, changed, ada);
  // no platforms service runs here to say that the organisation holds no ad account, which is asked after the password
  const erasure = stack.call(personContracts.erase, { ...proof, password: changed.newPassword }, ada);
  await expect(erasure).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
});

it.each([
  ['of a while', 'consecutive = 50, failures = 50, window_started_at = now()'],
  ['that are spent for good', 'consecutive = 100, failures = 100, window_started_at = now()'],
])('a stranger who guesses stops neither a passkey nor a reset, by guesses %s', async (_what, counts) => {
  const ada = await signUp(stack);
  const { email } = ada.user;
  const device = new SoftwareAuthenticator(SITE);
  const begun = await stack.call(passkeyContracts.beginPasskey, { password: PASSWORD }, ada);
  const credential = device.create(begun.publicKey);
  await stack.call(passkeyContracts.addPasskey, { factorId: begun.factorId, credential }, ada);
  for (let i = 0; i < 4; i += 1) await guess(ada);
  await countsOf(counts);
  expect(await signIn(email, PASSWORD, { from: elsewhere() })).toBe('RATE_LIMIT_EXCEEDED');
  const byPasskey = async () => {
    const { publicKey } = await stack.call(passkeyContracts.passkeySignInOptions, {});
    const origin = { address: elsewhere(), userAgent: 'test' };
    return stack.call(passkeyContracts.passkeySignIn, { credential: device.get(publicKey), origin });
  };
  expect((await byPasskey()).user.id).toBe(ada.user.id);
  // a passkey is no right password: what guesses cost is still owed, and stops the reset no more than the passkey
  await stack.call(passwordContracts.forgotPassword, { email });
  const token = await tokenFor(stack, inbox, email);
  const password = 'another walk by the wide sea';
  expect(await stack.call(passwordContracts.resetPassword, { token, password })).toEqual({ done: true });
  expect((await byPasskey()).user.id).toBe(ada.user.id);
});

it('whoever took a session guesses at its person’s password no more often than on a known device', async () => {
  const ada = await signUp(stack);
  const tried = () =>
    stack.call(factorContracts.enrollFactor, { kind: 'totp', password: WRONG }, ada).catch(codeOf);
  expect([await tried(), await tried(), await tried()]).toEqual(Array(3).fill('CREDENTIALS_INVALID'));
  expect(await tried()).toBe('RATE_LIMIT_EXCEEDED');
  expect(await signIn(ada.user.email, PASSWORD, { from: elsewhere() })).toBe('in');
});

it('a known device has attempts of its own, and they are no more than those of an unknown one', async () => {
  const [ada, eve] = [await signUp(stack), await signUp(stack)];
  const { deviceToken } = ada;
  for (let i = 0; i < 3; i += 1) expect(await guess(ada, { deviceToken })).toBe('CREDENTIALS_INVALID');
  expect(await guess(ada, { deviceToken })).toBe('RATE_LIMIT_EXCEEDED');
  expect(await guess(ada, { deviceToken: eve.deviceToken })).toBe('CREDENTIALS_INVALID');
  expect(await signIn(ada.user.email, PASSWORD, { from: elsewhere() })).toBe('in');
  expect(await signIn(ada.user.email, PASSWORD, { deviceToken })).toBe('RATE_LIMIT_EXCEEDED');
});

it.each(['known', 'unknown'])(
  'an %s account is guessed at a hundred times in a row, however slowly and from wherever',
  async (kind) => {
    const attempts = loginAttempts(database, { account: 3, network: 5 });
    const email = address(kind);
    const attempt = (): LoginAttempt => ({
      email,
      known: kind === 'known',
      deviceId: undefined,
      address: elsewhere(),
    });
    let [now, allowed] = [new Date(), 0];
    for (let i = 0; i < 130; i += 1) {
      now = new Date(now.getTime() + 6 * MINUTE_MS);
      allowed += await attempts.take(attempt(), now).then(
        () => 1,
        () => 0,
      );
    }
    expect(allowed).toBe(100);
    await expect(attempts.take(attempt(), new Date(now.getTime() + 20 * DAY_MS))).rejects.toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      public: { detail: expect.stringContaining('reset your password') as string },
    });
    await attempts.clearFor(email);
    await attempts.take(attempt(), now);
  },
);

it('the count of an account is kept for ever; that of no account for a month', async () => {
  const attempts = loginAttempts(database, { account: 3, network: 5 });
  const now = new Date();
  const [kept, forgotten] = [address('kept'), address('forgotten')];
  const take = (email: string, known: boolean, when: Date) =>
    attempts.take({ email, known, deviceId: undefined, address: undefined }, when);
  for (const email of [kept, forgotten]) await take(email, email === kept, now);
  await countsOf('consecutive = 100');
  const later = new Date(now.getTime() + 4_000 * DAY_MS);
  await take(address('somebody'), false, later);
  await expect(take(kept, true, later)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  await take(forgotten, false, later);
});

it('when a hundred guesses are spent the person gets in on a known device, and with that everywhere', async () => {
  const ada = await signUp(stack);
  await guess(ada);
  await countsOf(`consecutive = 100, window_started_at = now() - interval '1 year'`);
  expect(await signIn(ada.user.email, PASSWORD)).toBe('RATE_LIMIT_EXCEEDED');
  expect(await signIn(ada.user.email, PASSWORD, { deviceToken: ada.deviceToken })).toBe('in');
  expect(await signIn(ada.user.email, PASSWORD)).toBe('in');
});

it('whoever took a device has a hundred guesses in a row as well, and no more', async () => {
  const ada = await signUp(stack);
  const { deviceToken } = ada;
  await guess(ada, { deviceToken });
  await guess(ada);
  await countsOf(`consecutive = 100, window_started_at = now() - interval '1 year'`);
  expect(await guess(ada, { deviceToken })).toBe('RATE_LIMIT_EXCEEDED');
});

it('an account that was made after guesses at its address begins without them', async () => {
  const email = address();
  await signIn(email, WRONG, { from: elsewhere() });
  await countsOf(`consecutive = 100, window_started_at = now() - interval '1 day'`);
  await signUp(stack, email);
  expect(await signIn(email, PASSWORD, { from: elsewhere() })).toBe('in');
});

it.each([
  ['one IPv4 address', () => '198.51.100.9'],
  ['one /64, whatever its other bits', () => `2001:db8:7:7::${(hosts += 1).toString(16)}`],
])('%s is allowed so many wrong passwords for whatever accounts', async (_what, from) => {
  const codes = [];
  for (let i = 0; i < 6; i += 1) codes.push(await signIn(address('any'), WRONG, { from: from() }));
  expect(codes).toEqual([...Array<string>(5).fill('CREDENTIALS_INVALID'), 'RATE_LIMIT_EXCEEDED']);
  const ada = await signUp(stack);
  expect(await signIn(ada.user.email, PASSWORD, { from: from() })).toBe('RATE_LIMIT_EXCEEDED');
  expect(await signIn(ada.user.email, PASSWORD, { from: from(), deviceToken: ada.deviceToken })).toBe('in');
  expect(await signIn(ada.user.email, PASSWORD, { from: elsewhere() })).toBe('in');
});

it('right passwords do not use up a network', async () => {
  const ada = await signUp(stack);
  const from = elsewhere();
  for (let i = 0; i < 7; i += 1) expect(await signIn(ada.user.email, PASSWORD, { from })).toBe('in');
});

it('guesses made at the same time are no more than the limit allows, and the right one among them gains nothing', async () => {
  const ada = await signUp(stack);
  const codes = await Promise.all(Array.from({ length: 12 }, () => guess(ada)));
  expect(codes.filter((code) => code === 'CREDENTIALS_INVALID')).toHaveLength(3);
});
