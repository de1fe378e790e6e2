import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import { piecesOf, spanOf } from './pieces.ts';

it('a span is counted from 1970-01-01', () => {
  expect(spanOf('1970-01-01', 16)).toBe('1970-01-01');
  expect(spanOf('1970-01-16', 16)).toBe('1970-01-01');
  expect(spanOf('1970-01-17', 16)).toBe('1970-01-17');
  expect(spanOf('1970-01-06', 4)).toBe('1970-01-05');
  expect(spanOf('1969-12-31', 4)).toBe('1969-12-28');
});

it('pieces hold each day of a range once, in order, and are whole spans or single days', () => {
  const range = fc.tuple(fc.integer({ min: -200, max: 1_100 }), fc.integer({ min: 1, max: 1_100 }));
  fc.assert(
    fc.property(range, ([start, days]) => {
      const from = addDays('2026-01-01', start);
      const to = addDays(from, days - 1);
      const pieces = piecesOf({ from, to });
      expect(pieces.flatMap(({ firstDay, lastDay }) => eachDay(firstDay, lastDay))).toEqual(
        eachDay(from, to),
      );
      for (const { span, firstDay, lastDay } of pieces)
        if (span > 1)
          expect([firstDay, lastDay]).toEqual([
            spanOf(firstDay, span as 4 | 16),
            addDays(firstDay, span - 1),
          ]);
      expect(pieces.length).toBeLessThanOrEqual(days / 16 + 8);
    }),
  );
});

it('no days have no pieces', () => {
  expect(piecesOf({ from: '2026-01-02', to: '2026-01-01' })).toEqual([]);
});
