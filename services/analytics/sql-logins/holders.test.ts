import { expect, it } from 'vitest';
import { ROLES } from '../../../contracts/permissions.ts';
import { mayHold } from './holders.ts';

const login = { holder: 'a', rotatedAt: new Date('2026-11-27T12:00:00Z') };
const [before, after] = ['2026-11-27T11:00:00.000Z', '2026-11-27T13:00:00.000Z'];
const as = (role: (typeof ROLES)[number], joinedAt = before) => [{ userId: 'a', role, joinedAt }];

it('a login is held by a member who may make one, and has been a member since before it', () => {
  expect(ROLES.filter((role) => mayHold(login, as(role)))).toEqual(['owner', 'admin']);
  expect(mayHold(login, as('owner', after))).toBe(false);
  expect(mayHold(login, [])).toBe(false);
  expect(mayHold(login, [{ userId: 'b', role: 'owner', joinedAt: before }])).toBe(false);
});
