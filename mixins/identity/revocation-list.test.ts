import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Revocation } from '../../contracts/auth/sessions.ts';
import { RevocationList } from './revocation-list.ts';
import type { KeyClaims, UserClaims } from './tokens.ts';

const [sub, org, sid] = [randomUUID(), randomUUID(), randomUUID()];
const iat = 1_800_000_000;
const claims: UserClaims = { sub, org, sid, role: 'admin', iat, exp: iat + 900 };
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
])('a token when %s', (_name, entries, expected) => {
  const list = new RevocationList();
  list.apply(entries, entries.length);
  expect(list.roleOf(claims)).toBe(expected);
  expect(list.seq).toBe(entries.length);
});

const key: KeyClaims = { sub: randomUUID(), org, obo: sub, role: 'analyst', iat, exp: iat + 300 };
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
