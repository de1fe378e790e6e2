import { afterEach, expect, it, vi } from 'vitest';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { stackForTest } from '../../../tests/support/stack.ts';
import { Passwords } from '../accounts/passwords.ts';
import { address, signUp } from './people.ts';

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
