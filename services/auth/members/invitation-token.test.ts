import { expect, it } from 'vitest';
import { newRefreshToken } from '../sessions/refresh-token.ts';
import { newInvitationToken, organizationOfInvitation } from './invitation-token.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

it('an invitation token names its organisation and is never the same twice', () => {
  const tokens = [newInvitationToken(id), newInvitationToken(id)];
  expect(tokens.map(organizationOfInvitation)).toEqual([id, id]);
  expect(tokens[0]).not.toBe(tokens[1]);
});

it.each([
  ['longer than one', `${newInvitationToken(id)}A`],
  ['of another kind', newRefreshToken()],
  ['empty', ''],
])('a text that is %s names none', (_, text) => {
  expect(organizationOfInvitation(text)).toBeUndefined();
});
