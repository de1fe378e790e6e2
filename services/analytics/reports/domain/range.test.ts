import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../../lib/time.ts';
import { bucketOf, comparedRange, previousRange, rangeOf, yearBefore } from './range.ts';

const today = '2026-03-15';

describe('rangeOf', () => {
  it.each([
    ['nothing', {}, { from: '2026-02-14', to: today }],
    ['the last day', { to: '2026-01-30' }, { from: '2026-01-01', to: '2026-01-30' }],
    ['the first day', { from: '2026-03-01' }, { from: '2026-03-01', to: today }],
    ['a first day to come', { from: '2026-04-01' }, { from: '2026-04-01', to: '2026-04-01' }],
    ['one day', { from: today, to: today }, { from: today, to: today }],
    ['1,100 days', { from: addDays(today, -1099), to: today }, { from: addDays(today, -1099), to: today }],
  ])('completes %s', (_name, asked, range) => {
    expect(rangeOf(asked, today)).toEqual(range);
  });

  it.each([
    [
      'ends before it begins',
      { from: '2026-03-02', to: '2026-03-01' },
      'The first day is after the last day.',
    ],
    [
      'is too long',
      { from: addDays(today, -1100), to: today },
      'A range has at most 1100 days; this has 1101.',
    ],
  ])('refuses a range that %s, and says so', (_name, asked, message) => {
    expect(() => rangeOf(asked, today)).toThrow(expect.objectContaining({ code: 'RANGE_INVALID', message }));
  });
});

it('puts the previous range right before, with the same length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 900 }), (ago, days) => {
      const range = { from: addDays(today, -ago), to: addDays(today, days - 1 - ago) };
      const before = previousRange(range);
      expect(addDays(before.to, 1)).toBe(range.from);
      expect(daysBetween(before.from, before.to)).toBe(days);
    }),
    { seed: 2 },
  );
});

it.each([
  ['2026-03-15', 'week', '2026-03-09'],
  ['2026-03-09', 'week', '2026-03-09'],
  ['2026-03-14', 'week', '2026-03-09'],
  ['2026-03-10', 'week', '2026-03-09'],
  ['2026-01-01', 'week', '2025-12-29'],
  ['2026-03-15', 'month', '2026-03-01'],
  ['2026-03-15', 'day', '2026-03-15'],
] as const)('puts %s into the %s of %s', (day, granularity, first) => {
  expect(bucketOf(day, granularity)).toBe(first);
});

it('the year before has the same days, and 29 February becomes the 28th', () => {
  expect(yearBefore({ from: '2026-01-15', to: '2026-03-02' })).toEqual({
    from: '2025-01-15',
    to: '2025-03-02',
  });
  expect(yearBefore({ from: '2024-02-29', to: '2024-02-29' })).toEqual({
    from: '2023-02-28',
    to: '2023-02-28',
  });
});

it('a range is compared with nothing, the days before or the year before', () => {
  const range = { from: '2026-01-11', to: '2026-01-20' };
  expect(comparedRange('none', range)).toBeNull();
  expect(comparedRange('previous', range)).toEqual({ from: '2026-01-01', to: '2026-01-10' });
  expect(comparedRange('year', range)).toEqual({ from: '2025-01-11', to: '2025-01-20' });
});
