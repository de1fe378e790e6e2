import { expect, it } from 'vitest';
import { type Account, matchAccount, plainAccountId } from './account.ts';

const north: Account = { id: 'n', externalId: '1', name: 'North' };
const named: Account = { id: 'm', externalId: null, name: 'Middle' };
const twins: Account[] = [
  { id: 'a', externalId: '3', name: 'Twin' },
  { id: 'b', externalId: '4', name: 'Twin' },
];
const known = [north, named, ...twins];

it.each([
  ['its id, though renamed', { externalId: '1', name: 'Nord' }, north],
  ['its name', { externalId: null, name: 'North' }, north],
  ['its name, when only the report has an id', { externalId: '9', name: 'Middle' }, named],
  ['nobody: the same name under another id', { externalId: '9', name: 'North' }, null],
  ['nobody: two have the name', { externalId: null, name: 'Twin' }, null],
  ['nobody: no name and an unknown id', { externalId: '9', name: null }, null],
])('finds an account by %s', (_name, mention, account) => {
  expect(matchAccount(known, mention)).toBe(account);
});

it('reads an id whatever an export writes around it', () => {
  expect(['123-456-7890', 'urn:li:sponsoredAccount:42', ' 7 ', '', null].map(plainAccountId)).toEqual([
    '1234567890',
    '42',
    '7',
    null,
    null,
  ]);
});
