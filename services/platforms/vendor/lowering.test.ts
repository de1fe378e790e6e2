import { describe, expect, it } from 'vitest';
import { partsOf } from './lowering.ts';
import type { FoundShareObject, ShareObject } from '../port.ts';

type Fields = ShareObject['fields'];
const [DAYS, LATER] = [
  { 'schedule.startDate': '2026-11-20', 'schedule.endDate': '2026-12-20' },
  { 'schedule.startDate': '2026-12-10', 'schedule.endDate': '2026-12-20' },
];

function parts(is: Fields, will: Fields) {
  const about = { key: 'one', kind: 'campaign', name: 'Spring', value: 'Spring' };
  const found: FoundShareObject = {
    ...{
      ...about,
      fields: is,
      externalId: '1',
      parent: null,
      parentId: null,
      isNew: false,
      list: '',
      status: null,
      expressible: true,
    },
  };
  const differs = (_key: string, field?: string) => field !== undefined && is[field] !== will[field];
  const { lowering, rest } = partsOf(differs, [{ ...about, path: '', fields: will }], [found]);
  const of = (touches: typeof lowering) => Object.keys(will).filter((field) => touches('one', field));
  return { lowering: of(lowering), rest: of(rest) };
}

describe('what goes out before the rest of a change', () => {
  it.each<[string, Fields, Fields, string[], string[]]>([
    ['a lower budget', { dailyMicros: 150 }, { dailyMicros: 120 }, ['dailyMicros'], []],
    ['a first total', { totalMicros: null }, { totalMicros: 9 }, ['totalMicros'], []],
    [
      'a lower budget beside a new name',
      { dailyMicros: 150, name: 'a' },
      { dailyMicros: 120, name: 'b' },
      ['dailyMicros'],
      ['name'],
    ],
    ['an earlier end', DAYS, { ...DAYS, 'schedule.endDate': '2026-12-01' }, ['schedule.endDate'], []],
    [
      'a lower bid adjustment',
      { 'settings.bidAdjustment': 3 },
      { 'settings.bidAdjustment': 1 },
      ['settings.bidAdjustment'],
      [],
    ],
  ])('is %s', (_what, is, will, lowering, rest) => {
    expect(parts(is, will)).toEqual({ lowering, rest });
  });

  it.each<[string, Fields, Fields]>([
    ['a higher budget', { dailyMicros: 120 }, { dailyMicros: 150 }],
    ['no total any more', { totalMicros: 9 }, { totalMicros: null }],
    ['a later end', DAYS, { ...DAYS, 'schedule.endDate': '2027-01-01' }],
    ['other settings', { 'settings.people': 'a' }, { 'settings.people': 'b' }],
    ['an end before the start that is found', LATER, { ...LATER, 'schedule.endDate': '2026-12-01' }],
  ])('is not %s', (_what, is, will) => {
    expect(parts(is, will).lowering).toEqual([]);
    expect(parts(is, will).rest).not.toEqual([]);
  });

  it('is not an end that is moved together with the first day', () => {
    const will = { 'schedule.startDate': '2026-11-01', 'schedule.endDate': '2026-11-30' };
    expect(parts(DAYS, will)).toEqual({ lowering: [], rest: Object.keys(will) });
  });

  it('is every stop, and never an object as a whole', () => {
    const { lowering, rest } = partsOf(() => true, [], []);
    expect([lowering('one', 'status'), rest('one', 'status')]).toEqual([true, false]);
    expect([lowering('one'), rest('one')]).toEqual([false, true]);
  });
});
