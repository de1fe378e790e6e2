import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import { blockOf, blocksOf, partOf } from './blocks.ts';

it('a block is counted from 1970-01-01', () => {
  expect(blockOf('1970-01-01')).toBe('1970-01-01');
  expect(blockOf('1970-02-01')).toBe('1970-01-01');
  expect(blockOf('1970-02-02')).toBe('1970-02-02');
  expect(blockOf('1969-12-31')).toBe('1969-11-30');
});

it('the parts of blocks hold each day of a range once, in order', () => {
  const range = fc.tuple(fc.integer({ min: -200, max: 1_100 }), fc.integer({ min: 1, max: 400 }));
  fc.assert(
    fc.property(range, ([start, days]) => {
      const from = addDays('2026-01-01', start);
      const to = addDays(from, days - 1);
      const parts = blocksOf({ from, to });
      const held = parts.flatMap(({ firstDay, after, until }) =>
        eachDay(addDays(firstDay, after), addDays(firstDay, until - 1)),
      );
      expect(held).toEqual(eachDay(from, to));
      expect(parts.map(({ firstDay }) => blockOf(firstDay))).toEqual(parts.map(({ firstDay }) => firstDay));
    }),
  );
});

it('a block that a range does not touch has an empty part', () => {
  for (const range of [
    { from: '2025-01-01', to: '2025-01-05' },
    { from: '2027-01-01', to: '2027-01-05' },
    { from: '2026-01-10', to: '2026-01-09' },
  ]) {
    const { after, until } = partOf(blockOf('2026-01-10'), range);
    expect(until).toBe(after);
  }
});
