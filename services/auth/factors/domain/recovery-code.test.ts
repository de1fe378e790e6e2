import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { RECOVERY_CODE_BYTES, recoveryCodeHash, recoveryCodeOf } from './recovery-code.ts';

const USER = '0199aaaa-0000-7000-8000-000000000001';

it('a code is four groups of four, and holds every bit it was made of', () => {
  expect(recoveryCodeOf(Buffer.alloc(RECOVERY_CODE_BYTES))).toBe('0000-0000-0000-0000');
  expect(recoveryCodeOf(Buffer.alloc(RECOVERY_CODE_BYTES, 0xff))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  const codes = Array.from({ length: 500 }, () => recoveryCodeOf(randomBytes(RECOVERY_CODE_BYTES)));
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

it.each(['ABCD-0011-EFGH-JKMN', 'abcd0011efghjkmn', ' abcd oOlI efgh jkmn '])(
  '%s is read as people write it down',
  (written) => {
    expect(recoveryCodeHash(USER, written)).toEqual(recoveryCodeHash(USER, 'ABCD-0011-EFGH-JKMN'));
  },
);

it('the same code of another person has another hash', () => {
  const other = USER.replace(/1$/, '2');
  expect(recoveryCodeHash(USER, 'ABCD-0011-EFGH-JKMN')).not.toEqual(
    recoveryCodeHash(other, 'ABCD-0011-EFGH-JKMN'),
  );
});
