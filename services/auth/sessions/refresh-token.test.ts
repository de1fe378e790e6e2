import { expect, it } from 'vitest';
import { newRefreshToken, openSuccessor, sealSuccessor } from './refresh-token.ts';

it('refresh tokens are all different and hold 256 bits', () => {
  const tokens = Array.from({ length: 5_000 }, newRefreshToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(tokens.every((token) => /^sipr_[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
});

it('a sealed successor opens with the token that it replaced and with no other', () => {
  const [token, successor] = [newRefreshToken(), newRefreshToken()];
  const sealed = sealSuccessor(token, successor);
  expect(sealed).not.toContain(successor);
  expect(openSuccessor(token, sealed)).toBe(successor);
  expect(() => openSuccessor(successor, sealed)).toThrow('cannot be opened');
});
