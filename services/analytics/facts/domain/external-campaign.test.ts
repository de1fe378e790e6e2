import { expect, it } from 'vitest';
import { matchExternal } from './external-campaign.ts';

const brand = { id: 'a', externalId: '1', name: 'Brand', currency: 'USD' };
const named = { id: 'b', externalId: null, name: 'Generic', currency: 'USD' };
const newer = { id: 'c', externalId: null, name: 'Generic', currency: 'USD' };
const twin = { id: 'd', externalId: '4', name: 'Brand', currency: 'USD' };
const known = [brand, named, newer, twin];

it.each([
  ['its id, though renamed', { externalId: '1', name: 'Brand 2026' }, brand],
  ['its id, though another has its name', { externalId: '4', name: 'Generic' }, twin],
  ['its id, without a name', { externalId: '4', name: null }, twin],
  ['its name, the older of two', { externalId: null, name: 'Generic' }, named],
  ['its name, when the report has no ids', { externalId: null, name: 'Brand' }, brand],
  ['its name, when only the report has an id', { externalId: '2', name: 'Generic' }, named],
  ['nobody: the same name under another id', { externalId: '2', name: 'Brand' }, null],
  ['nobody: neither an id nor a name', { externalId: null, name: null }, null],
  ['nobody: an unknown id and an unknown name', { externalId: '2', name: 'Else' }, null],
  ['nobody: an unknown name', { externalId: null, name: 'Else' }, null],
])('finds a campaign by %s', (_name, mention, campaign) => {
  expect(matchExternal(known, { ...mention, currency: 'USD' })).toBe(campaign);
});
