import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSums, millionths, NO_SUMS, sumBy, toFigures } from './sums.ts';

it('adds in any order to the same sums', () => {
  const figure = fc.bigInt({ min: 0n, max: 10n ** 18n });
  const sums = fc.record({
    impressions: figure,
    clicks: figure,
    costMicros: figure,
    conversionsMicros: figure,
    valueMicros: figure,
  });
  fc.assert(
    fc.property(fc.array(sums, { maxLength: 8 }), (rows) => {
      expect(rows.reduce(addSums, NO_SUMS)).toEqual(rows.toReversed().reduce(addSums, NO_SUMS));
    }),
    { seed: 1 },
  );
});

it('adds each figure to its own kind', () => {
  const sums = { impressions: 1n, clicks: 2n, costMicros: 3n, conversionsMicros: 4n, valueMicros: 5n };
  expect(addSums(sums, { ...sums, impressions: 10n })).toEqual({
    impressions: 11n,
    clicks: 4n,
    costMicros: 6n,
    conversionsMicros: 8n,
    valueMicros: 10n,
  });
});

it('tells sums in the names and units of the wire, exactly however large', () => {
  const sums = {
    impressions: 1n,
    clicks: 2n,
    costMicros: 9_007_199_254_740_993n,
    conversionsMicros: 4_500_000n,
    valueMicros: 5n,
  };
  expect(toFigures(sums)).toEqual({
    impressions: 1,
    clicks: 2,
    costMicros: '9007199254740993',
    conversions: 4.5,
    conversionValueMicros: 5,
  });
});

it('reads millionths without drift', () => {
  expect(millionths(0n)).toBe(0);
  expect(millionths(1n)).toBe(0.000001);
  expect(millionths(100_000n) + millionths(200_000n)).not.toBe(0.3);
  expect(millionths(300_000n)).toBe(0.3);
  expect(millionths(12_345_678_901_234n)).toBe(12345678.901234);
});

it('groups rows by a key in order of appearance', () => {
  const row = (currency: string, clicks: bigint) => ({ ...NO_SUMS, currency, clicks });
  const groups = sumBy([row('USD', 1n), row('EUR', 2n), row('USD', 3n)], (r) => r.currency);
  expect([...groups].map(([key, sums]) => [key, toFigures(sums).clicks])).toEqual([
    ['USD', 4],
    ['EUR', 2],
  ]);
});
