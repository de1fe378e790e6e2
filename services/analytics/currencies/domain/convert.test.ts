import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DaySums } from '../../reports/domain/report.ts';
import { leftOutText } from './conversion.ts';
import { convertBoth, convertDays, convertMicros, leftOutOf } from './convert.ts';

const day = (date: string, currency: string, costMicros: bigint): DaySums => ({
  ...{ date, currency, platform: 'google-ads', costMicros },
  ...{ impressions: 100n, clicks: 10n, conversionsMicros: 1_000_000n, valueMicros: costMicros * 2n },
});
const rateOf = (date: string, rate: string, from = date) => ({
  ...{ currency: 'USD', date, rate, day: from, source: 'ECB' },
  carriedDays: (Date.parse(date) - Date.parse(from)) / 86_400_000,
});
const rateText = fc
  .tuple(fc.bigInt({ min: 1n, max: 999_999_999_999n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0');
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  });
const micros = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe('an amount at a rate', () => {
  it.each([
    [1_000_000n, '0.9213', 921_300n],
    [5n, '0.1', 0n],
    [15n, '0.1', 2n],
    [25n, '0.1', 2n],
    [-15n, '0.1', -2n],
    [-25n, '0.1', -2n],
    [26n, '0.1', 3n],
    [9_007_199_254_740_993n, '1.000000000001', 9_007_199_254_750_000n],
  ])('%s at %s is %s: exact, and of two equally near the even one', (amount, rate, expected) => {
    expect(convertMicros(amount, rate)).toBe(expected);
  });

  it('is never further than half a micro from the exact product, and a negative one is its mirror', () => {
    fc.assert(
      fc.property(micros, rateText, (amount, rate) => {
        const scale = 10n ** BigInt(rate.split('.')[1]?.length ?? 0);
        const exact = amount * BigInt(rate.replace('.', ''));
        const off = convertMicros(amount, rate) * scale - exact;
        expect((off < 0n ? -off : off) * 2n <= scale).toBe(true);
        expect(convertMicros(-amount, rate)).toBe(-convertMicros(amount, rate));
      }),
    );
  });

  it('of a sum is the sum of its parts within half a micro a part and one half for the sum', () => {
    fc.assert(
      fc.property(fc.array(micros, { minLength: 1, maxLength: 50 }), rateText, (parts, rate) => {
        const whole = convertMicros(
          parts.reduce((a, b) => a + b),
          rate,
        );
        const added = parts.map((part) => convertMicros(part, rate)).reduce((a, b) => a + b);
        const off = whole > added ? whole - added : added - whole;
        expect(off * 2n <= BigInt(parts.length) + 1n).toBe(true);
      }),
    );
  });
});

describe('days in one currency', () => {
  it('have each the rate of their own day, and those that are in it already stay as they are', () => {
    const days = [
      day('2026-01-01', 'USD', 100n),
      day('2026-01-02', 'USD', 100n),
      day('2026-01-02', 'EUR', 7n),
    ];
    const rates = [rateOf('2026-01-01', '0.5'), rateOf('2026-01-02', '2')];
    const { days: converted, left } = convertDays(days, 'EUR', rates);
    expect(converted.map(({ costMicros }) => costMicros)).toEqual([50n, 200n, 7n]);
    expect(converted.every(({ currency }) => currency === 'EUR')).toBe(true);
    expect(left).toEqual([]);
  });

  it('leave out whole what has no rate, and say how much of which currency', () => {
    const days = [
      day('2026-01-01', 'USD', 1_500_000n),
      day('2026-01-03', 'GBP', 2n),
      day('2026-01-04', 'USD', 3n),
    ];
    const { now, conversion } = convertBoth(days, [], 'EUR', [rateOf('2026-01-04', '0.5', '2026-01-02')]);
    expect(now).toMatchObject([{ date: '2026-01-04', costMicros: 2n, clicks: 10n }]);
    expect(conversion.leftOut).toMatchObject([
      {
        currency: 'GBP',
        days: 1,
        from: '2026-01-03',
        to: '2026-01-03',
        sums: { costMicros: 2n, clicks: 10n },
      },
      { currency: 'USD', days: 1, from: '2026-01-01', sums: { costMicros: 1_500_000n } },
    ]);
    expect(conversion.rates).toEqual([
      {
        ...{ from: 'USD', lowest: '0.5', highest: '0.5', firstDay: '2026-01-02', lastDay: '2026-01-02' },
        ...{ carriedDays: 2, sources: ['ECB'] },
      },
    ]);
  });

  it('lose nothing: what is converted at a rate of 1 and what is left out add up to what there was', () => {
    const dates = fc.integer({ min: 1, max: 9 }).map((n) => `2026-01-0${n}`);
    const anyDays = fc.array(fc.tuple(dates, fc.constantFrom('USD', 'EUR', 'GBP'), micros), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyDays, fc.array(dates), (told, withRate) => {
        const days = told.map(([date, currency, cost]) => day(date, currency, cost));
        const { days: converted, left } = convertDays(
          days,
          'EUR',
          withRate.map((date) => rateOf(date, '1')),
        );
        const sum = (rows: readonly { costMicros: bigint }[]) =>
          rows.reduce((all, row) => all + row.costMicros, 0n);
        const leftSums = leftOutOf(left, 'range').map(({ sums }) => sums);
        expect(sum(converted) + sum(leftSums)).toBe(sum(days));
      }),
    );
  });

  it('are said in a cell of a file in units and days', () => {
    const left = [day('2026-01-01', 'USD', 12_500_000n), day('2026-01-02', 'USD', 0n)];
    const before = [day('2025-01-01', 'JPY', -3_000_000n)];
    const text = leftOutText([...leftOutOf(left, 'range'), ...leftOutOf(before, 'previous')]);
    expect(text).toBe('USD 12.5 (2 days); before: JPY -3 (1 day)');
    expect(leftOutText([])).toBeNull();
  });
});
