import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../../contracts/values.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';
import { budgetFaults, shareTotal, withSplit } from './budget.ts';

const daily = fc.integer({ min: 2, max: MAX_MICROS });
const currency = fc.constantFrom('USD', 'JPY', 'IDR', 'KWD');

describe('the default split', () => {
  it('adds up to the daily budget and has no fault, whatever the amount', () => {
    fc.assert(
      fc.property(daily, currency, (dailyMicros, code) => {
        const budget = withSplit({ dailyMicros, currency: code }, PLATFORMS);
        const sum = budget.split.reduce((total, s) => total + s.dailyMicros, 0);
        expect(sum).toBe(dailyMicros);
        expect(budget.split.map((s) => s.platform)).toEqual(PLATFORMS);
      }),
    );
  });

  it.each([
    ['USD', 50_010_000, [25_010_000, 25_000_000]],
    ['USD', 51_000_000, [25_500_000, 25_500_000]],
    ['JPY', 5_001_000_000, [2_501_000_000, 2_500_000_000]],
    ['USD', 50_010_001, [25_005_001, 25_005_000]],
  ])('is in whole coins when the budget is: %s %d', (code, dailyMicros, shares) => {
    const { split } = withSplit({ dailyMicros, currency: code }, PLATFORMS);
    expect(split.map((s) => s.dailyMicros)).toEqual(shares);
  });

  it('is kept as given when there is one', () => {
    const split = [{ platform: 'google-ads' as const, dailyMicros: 5 }];
    expect(withSplit({ dailyMicros: 5, currency: 'USD', split }, ['google-ads']).split).toBe(split);
  });
});

describe('faults of a budget', () => {
  const google = (dailyMicros: number) => ({ platform: 'google-ads' as const, dailyMicros });
  const linkedIn = (dailyMicros: number) => ({ platform: 'linkedin-ads' as const, dailyMicros });
  const platformsDiffer = {
    path: 'budget.split',
    code: 'SPLIT_PLATFORMS_DIFFER',
    message: 'The split must name each platform of the campaign once.',
  };
  const sumDiffers = (message: string) => ({ path: 'budget.split', code: 'SPLIT_SUM_DIFFERS', message });
  const shareEmpty = (path: string) => ({
    path,
    code: 'SHARE_EMPTY',
    message: 'Each platform needs a share above zero.',
  });
  const totalBelowDaily = {
    path: 'budget.totalMicros',
    code: 'TOTAL_BELOW_DAILY',
    message: 'The total is less than one day.',
  };
  it.each<[string, Omit<Parameters<typeof budgetFaults>[0], 'currency'>, object[]]>([
    ['none', { dailyMicros: 3, split: [google(1), linkedIn(2)] }, []],
    ['none in another order of the platforms', { dailyMicros: 3, split: [linkedIn(2), google(1)] }, []],
    [
      'a sum below the budget',
      { dailyMicros: 4, split: [google(1), linkedIn(2)] },
      [sumDiffers('The shares add up to 3, not to 4.')],
    ],
    [
      'a sum above the budget',
      { dailyMicros: 2, split: [google(1), linkedIn(2)] },
      [sumDiffers('The shares add up to 3, not to 2.')],
    ],
    ['a platform twice', { dailyMicros: 2, split: [google(1), google(1)] }, [platformsDiffer]],
    [
      'a platform twice beside the other',
      { dailyMicros: 3, split: [google(1), google(1), linkedIn(1)] },
      [platformsDiffer],
    ],
    ['a platform missing', { dailyMicros: 1, split: [google(1)] }, [platformsDiffer]],
    ['a platform missing, whatever the sum', { dailyMicros: 9, split: [google(1)] }, [platformsDiffer]],
    [
      'an empty share',
      { dailyMicros: 2, split: [google(2), linkedIn(0)] },
      [shareEmpty('budget.split.1.dailyMicros')],
    ],
    ['none in a total of one day', { dailyMicros: 3, totalMicros: 3, split: [google(1), linkedIn(2)] }, []],
    [
      'a total below one day',
      { dailyMicros: 3, totalMicros: 2, split: [google(1), linkedIn(2)] },
      [totalBelowDaily],
    ],
  ])('%s', (_, budget, faults) => {
    expect(budgetFaults({ currency: 'USD', ...budget }, PLATFORMS)).toEqual(faults);
  });
});

describe('shares of a total', () => {
  it('add up exactly, keep the proportion to a micro, and none is negative', () => {
    const share = fc.integer({ min: 1, max: MAX_MICROS / 2 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_MICROS }), share, share, (total, a, b) => {
        const split = [
          { platform: 'google-ads' as const, dailyMicros: a },
          { platform: 'linkedin-ads' as const, dailyMicros: b },
        ];
        const [first = 0, second = 0] = shareTotal(total, split);
        expect(BigInt(first) + BigInt(second)).toBe(BigInt(total));
        const exact = (BigInt(total) * BigInt(a)) / (BigInt(a) + BigInt(b));
        expect([exact, exact + 1n]).toContain(BigInt(first));
        expect(second).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
