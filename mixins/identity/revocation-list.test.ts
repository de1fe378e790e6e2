import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Revocation } from '../../contracts/auth/sessions.ts';
import { RevocationList } from './revocation-list.ts';
import type { KeyClaims, UserClaims } from './tokens.ts';

const [sub, org, sid] = [randomUUID(), randomUUID(), randomUUID()];
const iat = 1_800_000_000;
const claims: UserClaims = { sub, org, sid, role: 'admin', prv: true, iat, exp: iat + 900 };
const at = (seconds: number) => new Date((iat + seconds) * 1000).toISOString();
const member = (role: 'viewer' | null, seconds: number, seq = 1): Revocation => ({
  seq,
  kind: 'member',
  organizationId: org,
  userId: sub,
  role,
  at: at(seconds),
});

it.each<[string, Revocation[], string | null]>([
  ['no news', [], 'admin'],
  ['its session ended', [{ seq: 1, kind: 'session', sessionId: sid, at: at(-60) }], null],
  ['another session ended', [{ seq: 1, kind: 'session', sessionId: randomUUID(), at: at(60) }], 'admin'],
  ['the person was signed out later', [{ seq: 1, kind: 'user', userId: sub, at: at(60) }], null],
  [
    'the person was signed out in the same second',
    [{ seq: 1, kind: 'user', userId: sub, at: at(0.4) }],
    null,
  ],
  ['the person was signed out before', [{ seq: 1, kind: 'user', userId: sub, at: at(-1) }], 'admin'],
  ['the role changed later', [member('viewer', 60)], 'viewer'],
  ['the role changed on a node whose clock is behind', [member('viewer', -4)], 'viewer'],
  ['the role changed long before it was signed', [member('viewer', -60)], 'admin'],
  ['the member was removed', [member(null, 60)], null],
  ['removed, then back as a viewer', [member(null, 60), member('viewer', 61, 2)], null],
  ['removed, back, and promoted', [member(null, 60), member('viewer', 61, 2), member('viewer', 62, 3)], null],
  ['removed and back before it was signed', [member(null, -60), member('viewer', -50, 2)], 'admin'],
  ['removed and back moments before it was signed', [member(null, -2), member('viewer', -1, 2)], 'viewer'],
  [
    'removed from another organisation',
    [{ ...member(null, 60), organizationId: randomUUID() } as Revocation],
    'admin',
  ],
])('a token of the release before, which tells seconds only, when %s', (_name, entries, expected) => {
  const list = new RevocationList();
  list.apply(entries, entries.length);
  expect(list.roleOf(claims)).toBe(expected);
  expect(list.seq).toBe(entries.length);
});

const numbered = (rev: number): UserClaims => ({ ...claims, rev });
it.each<[string, number, Revocation[], string | null]>([
  ['the person was signed out after it', 0, [{ seq: 1, kind: 'user', userId: sub, at: at(0) }], null],
  ['the person was signed out before it', 1, [{ seq: 1, kind: 'user', userId: sub, at: at(0.9) }], 'admin'],
  ['the member was removed after it', 0, [member(null, 0)], null],
  [
    'removed and back before it, all in one second',
    2,
    [member(null, 0.1), member('viewer', 0.2, 2)],
    'admin',
  ],
  ['removed after it and back, all in one second', 0, [member(null, 0.1), member('viewer', 0.2, 2)], null],
  ['the role changed before it', 1, [member('viewer', 3)], 'admin'],
  ['the role changed after it, by a clock that is behind', 0, [member('viewer', -4)], 'viewer'],
  ['removed later, by a number that was given before a restore', 7, [member(null, 60)], null],
  ['a changed role later, by such a number', 7, [member('viewer', 60)], 'viewer'],
  ['removed six seconds later, by such a number', 7, [member(null, 6)], null],
])('a token that tells the number of the last revocation, when %s', (_name, rev, entries, expected) => {
  const list = new RevocationList();
  list.apply(entries, entries.length);
  expect(list.roleOf(numbered(rev))).toBe(expected);
});

const key: KeyClaims = {
  sub: randomUUID(),
  org,
  obo: sub,
  role: 'analyst',
  knd: 'integration',
  scp: [],
  prv: true,
  iat,
  exp: iat + 300,
};
it.each<[string, Revocation[], string | null]>([
  ['no news', [], 'analyst'],
  ['it was revoked, whenever', [{ seq: 1, kind: 'api-key', keyId: key.sub, at: at(-60) }], null],
  ['another key was revoked', [{ seq: 1, kind: 'api-key', keyId: randomUUID(), at: at(60) }], 'analyst'],
  ['who made it was signed out', [{ seq: 1, kind: 'user', userId: sub, at: at(60) }], null],
  ['who made it was removed', [member(null, 60)], null],
  ['who made it has a weaker role', [member('viewer', 60)], 'viewer'],
  ['who made it has a stronger role', [{ ...member('viewer', 60), role: 'owner' } as Revocation], 'analyst'],
])('the token of an API key when %s', (_name, entries, expected) => {
  const list = new RevocationList();
  list.apply(entries, entries.length);
  expect(list.roleOfKey(key)).toBe(expected);
});

it('forgets what is older than any token', () => {
  const list = new RevocationList();
  list.apply([{ seq: 1, kind: 'session', sessionId: sid, at: at(0) }, member(null, 1, 2)], 2);
  list.forgetBefore(iat * 1000);
  expect(list.roleOf(claims)).toBeNull();
  list.forgetBefore((iat + 2) * 1000);
  expect(list.roleOf(claims)).toBe('admin');
});
