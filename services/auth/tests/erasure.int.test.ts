import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { personContracts } from '../../../contracts/auth/person.ts';
import { dumpDatabase } from '../../../tests/support/database-dump.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { colleagueOf, PASSWORD, signUp } from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

it('of a person who is erased no mail is left either, also none that was asked for by somebody who was not signed in', async () => {
  const person = await colleagueOf(stack, await signUp(stack), 'viewer');
  const { email } = person.user;
  await stack.call(passwordContracts.forgotPassword, { email });
  await stack.call(addressContracts.resendVerification, { email });
  const held = () => dumpDatabase(stack.databases, 'auth');
  expect(await held()).toContain(email);
  await stack.call(personContracts.erase, { password: PASSWORD }, person);
  await until(held, (dump) => !dump.includes(email), 15);
});
