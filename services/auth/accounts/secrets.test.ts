import { describe, expect, it } from 'vitest';
import {
  newInvitationToken,
  newRefreshToken,
  openChild,
  organizationOfInvitation,
  sealChild,
  tokenHash,
} from '../secrets/opaque-tokens.ts';
import { Passwords } from './passwords.ts';

describe('opaque tokens', () => {
  it('are all different and long enough', () => {
    const tokens = Array.from({ length: 5_000 }, newRefreshToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.every((token) => Buffer.from(token.slice(5), 'base64url').length === 32)).toBe(true);
  });

  it('a child is readable with its parent only', () => {
    const [parent, child] = [newRefreshToken(), newRefreshToken()];
    expect(openChild(parent, sealChild(parent, child))).toBe(child);
    expect(() => openChild(child, sealChild(parent, child))).toThrow();
    expect(tokenHash(parent)).toHaveLength(32);
  });

  it('an invitation names its organisation', () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(organizationOfInvitation(newInvitationToken(id))).toBe(id);
    expect(organizationOfInvitation(`${newInvitationToken(id)}A`)).toBeUndefined();
    expect(organizationOfInvitation(newRefreshToken())).toBeUndefined();
  });
});

describe('passwords', () => {
  it('are checked whole, and nobody has none', async () => {
    const passwords = new Passwords();
    const long = 'x'.repeat(80);
    const stored = await passwords.hash(long);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(stored, long)).toBe(true);
    expect(await passwords.verify(stored, long.slice(0, 72))).toBe(false);
    expect(await passwords.verify(undefined, 'the password of nobody at all')).toBe(false);
  });

  it('a flood of sign-ins is refused instead of kept waiting', async () => {
    const passwords = new Passwords(1);
    const answers = await Promise.allSettled(
      Array.from({ length: 155 }, () => passwords.verify('$broken', 'x')),
    );
    const refused = answers.filter(
      (a) => (a as { reason?: { code?: string } }).reason?.code === 'SERVICE_OVERLOADED',
    );
    expect(refused).toHaveLength(4);
    expect(await passwords.verify(undefined, 'x')).toBe(false);
  });
});
