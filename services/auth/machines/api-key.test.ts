import { expect, it } from 'vitest';
import { newInvitationToken } from '../members/invitation-token.ts';
import { apiKeyPrefix, newApiKey, parseApiKey } from './api-key.ts';

const organizationId = '01890a5d-ac96-774b-bcce-b302099a8057';
const id = '01890a5d-ac96-774b-bcce-b302099a8058';
const key = newApiKey(organizationId, id);

it('an API key names itself and its organisation, begins with its prefix and is never the same twice', () => {
  expect(parseApiKey(key)).toEqual({ id, organizationId });
  expect(key.startsWith(apiKeyPrefix(id))).toBe(true);
  expect(apiKeyPrefix(id)).toHaveLength(24);
  expect(newApiKey(organizationId, id)).not.toBe(key);
});

it.each([
  ['shorter than one', key.slice(0, -1)],
  ['longer than one', `${key}A`],
  ['with bits in its last letter that no key has', `${key.slice(0, -1)}B`],
  ['of another kind', newInvitationToken(organizationId)],
  ['empty', ''],
])('a text that is %s is no API key', (_, text) => {
  expect(parseApiKey(text)).toBeUndefined();
});
