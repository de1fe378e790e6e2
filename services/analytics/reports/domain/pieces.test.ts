import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import { type Piece, piecesOf, type Span, spanOf } from './pieces.ts';

it('a span is counted from 1970-01-01', () => {
  expect(spanOf('1970-01-01', 64)).toBe('1970-01-01');
  expect(spanOf('1970-03-05', 64)).toBe('1970-01-01');
  expect(spanOf('1970-03-06', 64)).toBe('1970-03-06');
  expect(spanOf('1970-01-10', 8)).toBe('1970-01-09');
  expect(spanOf('1969-12-31', 8)).toBe('1969-12-24');
});

/** How often each day is counted; days that are taken away again are left out. */
function countsOf(pieces: readonly Piece[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { sign, firstDay, lastDay } of pieces)
    for (const day of eachDay(firstDay, lastDay)) counts.set(day, (counts.get(day) ?? 0) + sign);
  return [...counts].filter(([, count]) => count !== 0).sort();
}

it('pieces add up to each day of a range once, and are whole spans or a few single days', () => {
  const range = fc.tuple(fc.integer({ min: -200, max: 1_100 }), fc.integer({ min: 1, max: 1_100 }));
  fc.assert(
    fc.property(range, ([start, days]) => {
      const from = addDays('2026-01-01', start);
      const to = addDays(from, days - 1);
      const pieces = piecesOf({ from, to });
      expect(countsOf(pieces)).toEqual(eachDay(from, to).map((day) => [day, 1]));
      for (const { span, firstDay, lastDay } of pieces)
        if (span > 1)
          expect([firstDay, lastDay]).toEqual([spanOf(firstDay, span as Span), addDays(firstDay, span - 1)]);
      const single = pieces.filter(({ span }) => span === 1);
      expect(
        single.flatMap(({ firstDay, lastDay }) => eachDay(firstDay, lastDay)).length,
      ).toBeLessThanOrEqual(8);
      expect(pieces.length - single.length).toBeLessThanOrEqual(days / 64 + 9);
    }),
  );
});

it('no days have no pieces', () => {
  expect(piecesOf({ from: '2026-01-02', to: '2026-01-01' })).toEqual([]);
});
