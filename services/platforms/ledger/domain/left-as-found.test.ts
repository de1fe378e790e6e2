import { expect, it } from 'vitest';
import type { Drift } from './drift.ts';
import { leftAsFound } from './left-as-found.ts';

const lower: Drift = {
  ...{ id: 'a', kind: 'changed', objectKey: 'budget', objectKind: 'budget', objectName: 'Spring' },
  ...{ externalId: '1', path: 'dailyMicros', field: 'dailyMicros', foundKey: 'budget' },
  ...{ applied: 50, found: 40, ignored: false, acceptable: true },
};

it('what was left as it was found is told by object and field, in words', () => {
  const foreign: Drift = { ...lower, id: 'b', kind: 'foreign', path: 'adGroups.0.keywords.-', field: '' };
  expect(leftAsFound([lower, { ...foreign, applied: null, found: { text: 'shoes' } }])).toEqual({
    differences: [
      {
        ...{ id: 'a', kind: 'changed', objectKind: 'budget', objectName: 'Spring' },
        ...{ field: 'the daily budget', applied: 50, found: 40 },
      },
      {
        ...{ id: 'b', kind: 'foreign', objectKind: 'budget', objectName: 'Spring' },
        ...{ field: null, applied: null, found: { text: 'shoes' } },
      },
    ],
    more: 0,
  });
});

it('of very many the first are listed, and the others counted', () => {
  const many = Array.from({ length: 250 }, (_, n) => ({ ...lower, id: String(n) }));
  const { differences, more } = leftAsFound(many);
  expect([differences.length, more]).toEqual([100, 150]);
});
