import { expect, it } from 'vitest';
import { codeAt, otpauthUri, stepOf, stepOfCode } from './totp.ts';

/** RFC 6238, appendix B: its secret, and the last six of its eight digits. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('at %d seconds the code is that of RFC 6238', (seconds, code) => {
  expect(codeAt(SECRET, stepOf(at(seconds)))).toBe(code);
  expect(stepOfCode(SECRET, code, at(seconds))).toBe(stepOf(at(seconds)));
});

it('the present step and the one before it count, and no other one', () => {
  const now = at(1_700_000_010);
  const step = stepOf(now);
  const taken = [-2, -1, 0, 1, 2].filter((away) => stepOfCode(SECRET, codeAt(SECRET, step + away), now));
  expect(taken).toEqual([-1, 0]);
});

it('a code of another length is no code', () => {
  expect(stepOfCode(SECRET, '28708', at(59))).toBeUndefined();
  expect(stepOfCode(SECRET, '', at(59))).toBeUndefined();
});

it('the address for an app carries the whole secret and how codes are made', () => {
  const uri = new URL(otpauthUri(SECRET, 'ada@example.com'));
  expect(uri.protocol).toBe('otpauth:');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Sales Intelligence Platform',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
