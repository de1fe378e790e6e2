import { expect, it } from 'vitest';
import { daysOf, factsOf, type PlatformDay } from './evidence.ts';
import { platformDays } from './question.ts';
import { NO_SUMS } from '../../reports/domain/sums.ts';

const day = (change: Partial<PlatformDay>): PlatformDay => ({
  platform: 'google-ads',
  date: '2026-03-01',
  clicks: 0,
  conversions: 0,
  cost: 0,
  ...change,
});

it('takes the days of a range, its ends included, of one platform or of all', () => {
  const dates = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
  const days = dates.flatMap((date) => [day({ date }), day({ date, platform: 'linkedin-ads' })]);
  const range = { from: '2026-03-01', to: '2026-03-03' };
  expect(daysOf(days, range)).toEqual(days.slice(2, 8));
  expect(daysOf(days, range, 'linkedin-ads')).toEqual([days[3], days[5], days[7]]);
});

it.each([
  [
    'conversions',
    [
      { label: 'before: conversions', value: 3.13, unit: 'conversions' },
      { label: 'before: cost', value: 30.26, unit: 'EUR' },
      { label: 'before: cost per conversion', value: 9.68, unit: 'EUR' },
    ],
  ],
  [
    'clicks',
    [
      { label: 'before: clicks', value: 7, unit: 'clicks' },
      { label: 'before: cost', value: 30.26, unit: 'EUR' },
      { label: 'before: cost per click', value: 4.32, unit: 'EUR' },
    ],
  ],
] as const)('sums up %s, cost and the cost of one, in cents', (result, facts) => {
  const days = [
    day({ clicks: 4, conversions: 1.125, cost: 10.256 }),
    day({ clicks: 3, conversions: 2, cost: 20 }),
  ];
  expect(factsOf('before', days, result, 'EUR')).toEqual(facts);
});

it('tells no cost of a result where there is none', () => {
  expect(factsOf('now', [day({ cost: 5 })], 'conversions', 'EUR')).toEqual([
    { label: 'now: conversions', value: 0, unit: 'conversions' },
    { label: 'now: cost', value: 5, unit: 'EUR' },
  ]);
});

it('sees the days of one currency, in units of it', () => {
  const sums = { ...NO_SUMS, clicks: 5n, conversionsMicros: 1_500_000n, costMicros: 12_500_000n };
  const days = [
    { ...sums, platform: 'linkedin-ads', date: '2026-03-01', currency: 'EUR' },
    { ...sums, platform: 'linkedin-ads', date: '2026-03-02', currency: 'USD' },
  ] as const;
  expect(platformDays(days, 'USD')).toEqual([
    { platform: 'linkedin-ads', date: '2026-03-02', clicks: 5, conversions: 1.5, cost: 12.5 },
  ]);
});
