import { describe, expect, it } from 'vitest';
import type { Drift } from './drift.ts';
import { driftWaysOf } from './drift-ways.ts';
import { mayBeLeft, type Intent } from './intent.ts';
import type { ShareObject } from './share.ts';

const drift = (changes: Partial<Drift>): Drift => ({
  ...{
    id: 'd',
    kind: 'changed',
    objectKey: 'budget',
    objectKind: 'budget',
    objectName: 'Spring',
    externalId: '1',
  },
  ...{ path: 'dailyMicros', field: 'dailyMicros', foundKey: 'budget', applied: 150, found: 90 },
  ...{ ignored: false, acceptable: true },
  ...changes,
});
const share = (dailyMicros: number): ShareObject[] => [
  { key: 'budget', kind: 'budget', name: 'Spring', path: '', value: dailyMicros, fields: { dailyMicros } },
];
const intent = (wanted: number): Intent => ({
  applied: share(150),
  wanted: share(wanted),
  overwrite: new Set(),
});

describe('what can be done about differences', () => {
  it('takes into a draft only what a version can hold', () => {
    expect(driftWaysOf([drift({ acceptable: false })], () => true)).toEqual(['ignore', 'putBack']);
    expect(driftWaysOf([drift({ acceptable: false }), drift({})], () => true)[0]).toBe('accept');
  });

  it('leaves alone what an update does not touch, and not what it would write over', () => {
    expect(mayBeLeft(drift({}), intent(150))).toBe(true);
    expect(mayBeLeft(drift({}), intent(120))).toBe(false);
    expect(driftWaysOf([drift({})], (one) => mayBeLeft(one, intent(120)))).toEqual(['accept', 'putBack']);
  });

  it('puts nothing back that a platform holds for good', () => {
    const currency = { path: 'currency', field: 'currency', acceptable: false };
    expect(driftWaysOf([drift(currency)], () => false)).toEqual([]);
  });
});
