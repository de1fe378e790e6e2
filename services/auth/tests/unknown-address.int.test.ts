import { startMail } from '@sip/ad-sandbox/mail/server';
import { afterEach, expect, it, vi } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stackForTest } from '../../../tests/support/stack.ts';
import { Passwords } from '../accounts/passwords.ts';
import { MAIL_LIMITS } from '../mails/domain/mail-limit.ts';
import { mailsTo, tokenFor } from './mailbox.ts';
import { address, PASSWORD, signUp } from './people.ts';

afterEach(() => vi.restoreAllMocks());

it('an unknown address costs one whole check of a password, as a known one does, so that time tells nobody who has an account', async () => {
  const stack = await stackForTest({ services: ['auth'] });
  const { user } = await signUp(stack);
  const checks = vi.spyOn(Passwords.prototype, 'verify'); // the real one works on
  const costOf = async (email: string) => {
    checks.mockClear();
    const signIn = stack.call(sessionContracts.login, { email, password: 'not the right password' });
    await expect(signIn).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
    return checks.mock.calls.map(([hash, password]) => [typeof hash, password]);
  };
  expect(await costOf(user.email)).toEqual([['string', 'not the right password']]);
  expect(await costOf(address('nobody'))).toEqual([['undefined', 'not the right password']]);
});

it('whoever asks for the password of an address without an account takes none of the mails that its person gets later', async () => {
  const inbox = await startMail();
  const env = { AUTH_EMAIL_VERIFICATION: 'required', SMTP_URL: inbox.smtpUrl };
  const stack = await stackForTest({ services: ['auth'], env });
  const email = address('newcomer');
  for (let i = 0; i < MAIL_LIMITS.account.mails; i += 1)
    await stack.call(passwordContracts.forgotPassword, { email });
  const params = { email, password: PASSWORD, name: 'Ada', organizationName: 'Engines' };
  await stack.call(accountContracts.register, params);
  const token = await tokenFor(stack, inbox, email);
  await stack.call(addressContracts.verifyEmail, { token, password: PASSWORD });
  const mails = await mailsTo(stack, inbox, email);
  expect(mails.map(({ subject }) => subject)).toContain('Prove your address');
  await inbox.close();
});
