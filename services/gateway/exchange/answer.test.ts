import { expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { answerMaker } from './answer.ts';

it('what is only accepted is answered with 202, and what was made with 201, by one contract', () => {
  const answer = answerMaker(accountContracts.register);
  expect(answer({ accepted: true })).toMatchObject({ status: 202, body: '{"accepted":true}' });
  expect(answer({ user: {}, organization: {}, tokens: {} })).toMatchObject({ status: 201 });
  expect(answerMaker(passwordContracts.forgotPassword)({ accepted: true })).toMatchObject({ status: 202 });
});
