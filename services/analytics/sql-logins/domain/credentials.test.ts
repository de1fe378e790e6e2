import { expect, it } from 'vitest';
import { NAME_BYTES, passwordOf, roleName, scramVerifier } from './credentials.ts';

it('a role name is bi_ and 26 letters that PostgreSQL does not fold, each by five bits of its byte', () => {
  expect(roleName(Buffer.alloc(NAME_BYTES, 0))).toBe(`bi_${'a'.repeat(26)}`);
  expect(roleName(Buffer.alloc(NAME_BYTES, 255))).toBe(`bi_${'7'.repeat(26)}`);
  const every = Buffer.from(Array.from({ length: 26 }, (_, at) => at + 6));
  expect(roleName(every)).toBe('bi_ghijklmnopqrstuvwxyz234567'.slice(0, 29));
});

it('a password is 43 letters that need no escaping in a connection string', () => {
  expect(passwordOf(Buffer.alloc(32, 251))).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

it('the verifier of RFC 7677, section 3, is made from its password and salt', () => {
  const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  expect(verifier).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});
