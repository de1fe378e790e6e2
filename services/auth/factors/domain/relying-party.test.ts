import { expect, it } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

it.each([
  ['https://app.company.com/', { id: 'app.company.com', origins: ['https://app.company.com'] }],
  ['https://app.company.com:8443', { id: 'app.company.com', origins: ['https://app.company.com:8443'] }],
  ['http://127.0.0.1:3000', { id: 'localhost', origins: ['http://localhost:3000', 'http://127.0.0.1:3000'] }],
])('of %s', (url, expected) => {
  expect(relyingPartyOf(url)).toEqual(expected);
});
