import { expect, it } from 'vitest';
import { type Known, matchExternal, type Mention } from './external-campaign.ts';

const campaign = (
  id: string,
  externalId: string | null,
  name: string,
  change: Partial<Known> = {},
): Known => ({
  id,
  externalId,
  name,
  currency: 'USD',
  accountId: null,
  names: [{ name, alone: externalId === null }],
  ...change,
});
const brand = campaign('a', '1', 'Brand');
const generic = campaign('b', null, 'Generic');
const twin = campaign('d', '4', 'Brand');
const single = campaign('e', '5', 'Single');
const renamed = campaign('f', '6', 'New', {
  names: [
    { name: 'Old', alone: false },
    { name: 'New', alone: false },
  ],
});
const known = [brand, generic, twin, single, renamed];
const north = campaign('n', null, 'Spring', { accountId: 'north' });
const south = campaign('s', null, 'Spring', { accountId: 'south' });

const match = (
  campaigns: readonly Known[],
  mention: Partial<Mention>,
  { several = false, shared = [] as string[] } = {},
) =>
  matchExternal(
    campaigns,
    { externalId: null, name: null, currency: 'USD', accountId: null, ...mention },
    { severalAccounts: several, sharedNames: new Set(shared) },
  );

it.each<[string, Partial<Mention>, Known | null]>([
  ['its id, though renamed', { externalId: '1', name: 'Brand 2026' }, brand],
  ['its id, though another has its name', { externalId: '4', name: 'Generic' }, twin],
  ['its id, without a name', { externalId: '4', name: null }, twin],
  ['its name, when the report has no ids', { name: 'Single' }, single],
  ['an old name', { name: 'Old' }, renamed],
  ['its name, when only the report has an id', { externalId: '2', name: 'Generic' }, generic],
  ['nobody: two have the name', { name: 'Brand' }, null],
  ['nobody: the same name under another id', { externalId: '2', name: 'Brand' }, null],
  ['nobody: the only one of the name has another id', { externalId: '2', name: 'Single' }, null],
  ['nobody: neither an id nor a name', {}, null],
  ['nobody: an unknown id and an unknown name', { externalId: '2', name: 'Else' }, null],
])('finds a campaign by %s', (_name, mention, expected) => {
  expect(match(known, mention)).toBe(expected);
});

it('takes the same name in two accounts for two campaigns', () => {
  const [spring] = [{ name: 'Spring' }];
  expect(match([north], { ...spring, accountId: 'south' }, { several: true })).toBe(null);
  expect(match([north, south], { ...spring, accountId: 'south' }, { several: true })).toBe(south);
  expect(match([north], spring, { several: true })).toBe(null);
  expect(match([north, south], spring, { several: true })).toBe(null);
});

it('takes a name for the same where there is one account only', () => {
  expect(match([north], { name: 'Spring' })).toBe(north);
  expect(match([generic], { name: 'Generic', accountId: 'north' })).toBe(generic);
  expect(match([generic], { name: 'Generic', accountId: 'north' }, { several: true })).toBe(null);
});

it('means by a name alone what it meant before, even when others have got the name since', () => {
  const alone = campaign('g', '7', 'Brand', { names: [{ name: 'Brand', alone: true }] });
  expect(match([brand, twin, alone], { name: 'Brand' }, { several: true })).toBe(alone);
});

it('gives no id to a campaign of a name that the report itself gives to two', () => {
  expect(match([generic], { externalId: '8', name: 'Generic' }, { shared: ['Generic'] })).toBe(null);
  expect(match([generic], { name: 'Generic' }, { shared: ['Generic'] })).toBe(generic);
});
