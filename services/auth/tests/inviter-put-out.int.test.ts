import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { newMailedToken } from '../accounts/mailed-token.ts';
import { tokenHash } from '../opaque-token.ts';
import {
  address,
  colleagueOf,
  inTable,
  invitationFor,
  PASSWORD,
  signUp,
  trailOf,
  type Signed,
} from './people.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['auth'] });
});
afterAll(() => stack.stop());

/** Resets the password of a person with a token that the test puts in the place of the mailed one. */
async function reset(person: Signed): Promise<void> {
  const { email } = person.user;
  await stack.call(passwordContracts.forgotPassword, { email });
  const token = newMailedToken();
  const put = `UPDATE mailed_tokens SET token_hash = $2 WHERE user_id = $1 AND purpose = 'reset_password'`;
  await inTable(stack, put, [person.user.id, tokenHash(token)]);
  await stack.call(passwordContracts.resetPassword, { token, password: 'another walk by the sea' });
}

/** The ways by which whoever has somebody's session is put out of their account. */
const WAYS: Readonly<Record<string, (admin: Signed, owner: Signed) => Promise<unknown>>> = {
  'they reset their password': reset,
  'they end all their other sessions': (admin) =>
    stack.call(sessionListContracts.endOtherSessions, {}, admin),
  'an owner ends all their sessions': (admin, owner) =>
    stack.call(sessionListContracts.endMemberSessions, { userId: admin.user.id }, owner),
  'they lose their role': (admin, owner) =>
    stack.call(memberContracts.changeRole, { userId: admin.user.id, role: 'viewer' }, owner),
};

it.each(Object.entries(WAYS))('nobody joins by an invitation of a member after %s', async (_, putOut) => {
  const owner = await signUp(stack);
  const admin = await colleagueOf(stack, owner, 'admin');
  const email = address('eve');
  await stack.call(memberContracts.invite, { email, role: 'manager' }, admin);
  const token = await invitationFor(stack, email);
  await putOut(admin, owner);
  const accept = stack.call(memberContracts.acceptInvitation, { token, name: 'Eve', password: PASSWORD });
  await expect(accept).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  expect(await trailOf(stack, owner.organization.id)).toContain('auth.invitation_withdrawn');
});
