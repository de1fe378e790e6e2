import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { mailsTo, tokenFor } from './mailbox.ts';
import { address, inTable, PASSWORD, signed, signUp, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

const NEXT = 'another long walk by the sea';
let stack: Stack;
let inbox: MailServer;
let ada: Signed;
beforeAll(async () => {
  inbox = await startMail();
  stack = await startStack({ services: ['auth'], env: { SMTP_URL: inbox.smtpUrl } });
  ada = await signUp(stack);
});
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});

const forgot = (email: string) => stack.call(passwordContracts.forgotPassword, { email });
const reset = (token: string, password = NEXT) =>
  stack.call(passwordContracts.resetPassword, { token, password });
const login = (email: string, password: string) =>
  stack.call(sessionContracts.login, { email, password }).then(signed);
const me = (person: Signed) => stack.call(accountContracts.me, {}, person);
const change = (person: Signed, currentPassword: string, newPassword = NEXT) =>
  stack.call(passwordContracts.changePassword, { currentPassword, newPassword }, person);
const resetTokenOf = async (person: Signed) => {
  await forgot(person.user.email);
  return tokenFor(stack, inbox, person.user.email);
};
const dead = { code: 'TOKEN_INVALID' };
const refused = { code: 'CREDENTIALS_INVALID' };
const invalid = { code: 'LINK_INVALID' };

describe('a forgotten password', () => {
  it('is chosen anew with what was mailed: once, with every session ended, nobody signed in and the person told', async () => {
    const person = await signUp(stack);
    const { email } = person.user;
    const token = await resetTokenOf(person);
    await expect(reset(token, 'short')).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
    expect(await reset(token)).toEqual({ done: true });
    await expect(me(person)).rejects.toMatchObject(dead);
    await expect(login(email, PASSWORD)).rejects.toMatchObject(refused);
    await me(await login(email, NEXT));
    await expect(reset(token)).rejects.toMatchObject(invalid);
    const subjects = (await mailsTo(stack, inbox, email)).map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(['Choose a new password', 'Your password was changed']));
    expect(await trailOf(stack, person.organization.id)).toContain('auth.password_reset');
    const [row] = await inTable(stack, 'SELECT address_proved_at FROM users WHERE id = $1', [person.user.id]);
    expect(row).toEqual({ address_proved_at: expect.any(Date) as Date });
  });

  it('lets in who was locked out by wrong guesses', async () => {
    const person = await signUp(stack);
    const { email } = person.user;
    for (let i = 0; i < 10; i += 1)
      await expect(login(email, 'not the right password')).rejects.toMatchObject(refused);
    await expect(login(email, PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    await reset(await resetTokenOf(person));
    await login(email, NEXT);
  });

  it('needs the newest token, of the last half hour', async () => {
    const person = await signUp(stack);
    const [first, second] = [await resetTokenOf(person), await resetTokenOf(person)];
    await expect(reset(first)).rejects.toMatchObject(invalid);
    const [row] = await inTable<{ minutes: number }>(
      stack,
      `UPDATE mailed_tokens SET expires_at = now() WHERE user_id = $1
       RETURNING extract(epoch FROM (SELECT t.expires_at FROM mailed_tokens t WHERE t.user_id = $1) - created_at) / 60 AS minutes`,
      [person.user.id],
    );
    expect(Number(row?.minutes)).toBe(30);
    await expect(reset(second)).rejects.toMatchObject(invalid);
  });

  it('is used up once, however many use it at the same time', async () => {
    const token = await resetTokenOf(await signUp(stack));
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => reset(token)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is answered alike for an address that nobody has, which is mailed nothing and stored nowhere', async () => {
    const nobody = address('nobody');
    expect(await forgot(nobody)).toEqual(await forgot(ada.user.email));
    expect(await mailsTo(stack, inbox, nobody)).toEqual([]);
    const [stored] = await inTable(
      stack,
      `SELECT (SELECT count(*)::int FROM mails WHERE recipient IN ($1, '')) AS mails,
         (SELECT count(*)::int FROM mailed_tokens WHERE email = $1) AS tokens`,
      [nobody],
    );
    expect(stored).toEqual({ mails: 0, tokens: 0 });
  });

  it('is mailed five times an hour at most, over all nodes together, and the fifth mail stays good', async () => {
    const person = await signUp(stack);
    const { email } = person.user;
    const other = await runNode(productSettings(settingsOfStack(stack)));
    const asked = Array.from({ length: 12 }, (_, i) =>
      i % 2 ? forgot(email) : other.broker.call('auth.forgotPassword', { email }),
    );
    expect(new Set((await Promise.all(asked)).map((answer) => JSON.stringify(answer))).size).toBe(1);
    const mails = await mailsTo(stack, inbox, email);
    await other.stop();
    expect(mails.filter(({ subject }) => subject === 'Choose a new password')).toHaveLength(5);
    const [row] = await inTable<{ hash: string }>(
      stack,
      `SELECT encode(token_hash, 'hex') AS hash FROM mailed_tokens WHERE user_id = $1`,
      [person.user.id],
    );
    const { tokenHash } = await import('../opaque-token.ts');
    const hashes = mails
      .flatMap(({ text }) => /^sipm_\S+$/m.exec(text) ?? [])
      .map((t) => tokenHash(t).toString('hex'));
    expect(hashes).toContain(row?.hash);
  });
});

describe('a changed password', () => {
  it('needs the present one, ends all other sessions, keeps this one, and is told', async () => {
    const person = await signUp(stack);
    const { email } = person.user;
    const elsewhere = await login(email, PASSWORD);
    await expect(change(person, 'not the right password')).rejects.toMatchObject(refused);
    await login(email, PASSWORD);
    await expect(change(person, PASSWORD, 'short')).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
    await change(person, PASSWORD);
    await me(person);
    const { refreshToken } = person;
    await stack.call(sessionContracts.refreshToken, { refreshToken });
    await expect(me(elsewhere)).rejects.toMatchObject(dead);
    await expect(
      stack.call(sessionContracts.refreshToken, { refreshToken: elsewhere.refreshToken }),
    ).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    await expect(login(email, PASSWORD)).rejects.toMatchObject(refused);
    await login(email, NEXT);
    const subjects = (await mailsTo(stack, inbox, email)).map(({ subject }) => subject);
    expect(subjects).toContain('Your password was changed');
    expect(await trailOf(stack, person.organization.id)).toContain('auth.password_changed');
  });

  it('is guessed at no more often than at a sign-in', async () => {
    const person = await signUp(stack);
    for (let i = 0; i < 10; i += 1)
      await expect(change(person, 'not the right password')).rejects.toMatchObject(refused);
    await expect(change(person, PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('is never set by an administrator: no action of members takes one', () => {
    const changing = [memberContracts.changeRole, memberContracts.removeMember, memberContracts.invite];
    for (const { params } of changing) expect(Object.keys(params.shape)).not.toContain('password');
  });
});
