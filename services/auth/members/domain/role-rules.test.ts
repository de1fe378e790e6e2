import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../../contracts/permissions.ts';
import { decideInvitation, decideRemoval, decideRoleChange, decideSessionEnd } from './role-rules.ts';

const [me, other] = ['me', 'other'];
const verdict = (work: () => void): string => {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('changing a role', () => {
  it.each<[Role, Role, Role, number, string]>([
    ['owner', 'viewer', 'owner', 1, 'allowed'],
    ['owner', 'owner', 'viewer', 2, 'allowed'],
    ['owner', 'owner', 'viewer', 1, 'LAST_OWNER'],
    ['owner', 'admin', 'manager', 1, 'allowed'],
    ['admin', 'owner', 'viewer', 2, 'PERMISSION_DENIED'],
    ['admin', 'viewer', 'owner', 1, 'PERMISSION_DENIED'],
    ['admin', 'viewer', 'admin', 1, 'allowed'],
    ['admin', 'admin', 'viewer', 1, 'allowed'],
    ['manager', 'viewer', 'admin', 1, 'PERMISSION_DENIED'],
  ])('%s makes %s a %s with %i owners: %s', (actor, target, next, owners, expected) => {
    const members = [
      { userId: me ?? '', role: actor },
      { userId: other ?? '', role: target },
    ] as const;
    expect(verdict(() => decideRoleChange(members[0], members[1], next, owners))).toBe(expected);
  });

  it('nobody raises their own role, everybody but the last owner may step down', () => {
    for (const [i, own] of ROLES.entries())
      for (const [j, next] of ROLES.entries()) {
        const self = { userId: 'me', role: own };
        const expected = j < i ? 'PERMISSION_DENIED' : own === 'owner' && j > 0 ? 'LAST_OWNER' : 'allowed';
        expect(verdict(() => decideRoleChange(self, self, next, 1))).toBe(expected);
      }
  });
});

it('a role that was taken away meanwhile raises nobody again', () => {
  const asAdmin = { userId: 'me', role: 'admin' as const };
  const asViewer = { userId: 'me', role: 'viewer' as const };
  expect(verdict(() => decideRoleChange(asAdmin, asViewer, 'manager', 1))).toBe('PERMISSION_DENIED');
  expect(verdict(() => decideRoleChange(asAdmin, { ...asViewer, userId: 'other' }, 'manager', 1))).toBe(
    'allowed',
  );
});

it.each<[Role, Role, number, string]>([
  ['owner', 'owner', 2, 'allowed'],
  ['owner', 'owner', 1, 'LAST_OWNER'],
  ['admin', 'owner', 2, 'PERMISSION_DENIED'],
  ['admin', 'admin', 1, 'allowed'],
])('%s removes %s with %i owners: %s', (actor, target, owners, expected) => {
  const decide = () =>
    decideRemoval({ userId: 'me', role: actor }, { userId: 'other', role: target }, owners);
  expect(verdict(decide)).toBe(expected);
});

it('an invitation gives at most the role of the one who invites', () => {
  for (const [i, own] of ROLES.entries())
    for (const [j, invited] of ROLES.entries())
      expect(verdict(() => decideInvitation(own, invited))).toBe(j < i ? 'PERMISSION_DENIED' : 'allowed');
});

it('everybody ends their own sessions, and those of owners are ended by owners only', () => {
  for (const actor of ROLES)
    for (const target of ROLES) {
      const end = (userId: string) =>
        verdict(() => decideSessionEnd({ userId: 'me', role: actor }, { userId, role: target }));
      const denied = target === 'owner' && actor !== 'owner';
      expect(end('other')).toBe(denied ? 'PERMISSION_DENIED' : 'allowed');
      expect(end('me')).toBe('allowed');
    }
});
