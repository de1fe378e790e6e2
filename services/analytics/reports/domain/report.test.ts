import { describe, expect, it } from 'vitest';
import { byCurrency, byPlatform, type DaySums, changesOf, kpisOf, seriesOf, totalsOf } from './report.ts';
import { NO_SUMS } from './sums.ts';

const day = (date: string, currency: string, clicks: bigint, change: Partial<DaySums> = {}): DaySums => ({
  ...NO_SUMS,
  date,
  currency,
  clicks,
  platform: 'google-ads',
  ...change,
});
const linkedin = { platform: 'linkedin-ads' } as const;

it('tells totals with the rates that they make', () => {
  const sums = {
    impressions: 1000n,
    clicks: 10n,
    costMicros: 5_000_000n,
    conversionsMicros: 2_500_000n,
    valueMicros: 10_000_000n,
  };
  expect(totalsOf(sums)).toEqual({
    impressions: 1000,
    clicks: 10,
    costMicros: 5_000_000,
    conversions: 2.5,
    conversionValueMicros: 10_000_000,
    rates: {
      ctr: 0.01,
      conversionRate: 0.25,
      cpcMicros: 500_000,
      cpaMicros: 2_000_000,
      cpmMicros: 5_000_000,
      roas: 2,
    },
  });
});

it('tells the change of a currency that both ranges have, and null where there was nothing', () => {
  const now = [day('2026-03-01', 'USD', 3n), day('2026-03-01', 'EUR', 3n)];
  const changes = changesOf(now, [day('2025-03-01', 'USD', 2n)]);
  expect(changes.map(({ currency }) => currency)).toEqual(['USD']);
  expect(changesOf(now, [])).toEqual([]);
  expect(changes[0]?.change).toMatchObject({ clicks: 0.5 });
});

describe('currencies never add up, and stand in order', () => {
  const days = [
    day('2026-03-02', 'USD', 1n),
    day('2026-03-01', 'CHF', 2n, linkedin),
    day('2026-03-02', 'EUR', 4n),
    day('2026-03-01', 'USD', 8n, linkedin),
    day('2026-03-09', 'USD', 16n),
  ];

  it('in totals', () => {
    const totals = byCurrency(days);
    expect(totals.map((total) => [total.currency, total.clicks])).toEqual([
      ['CHF', 2],
      ['EUR', 4],
      ['USD', 25],
    ]);
    expect(totals[0]).toEqual({ ...totalsOf({ ...NO_SUMS, clicks: 2n }), currency: 'CHF' });
  });

  it('on each platform', () => {
    const totals = byPlatform(days);
    expect(totals.map((total) => [total.platform, total.currency, total.clicks])).toEqual([
      ['google-ads', 'EUR', 4],
      ['google-ads', 'USD', 17],
      ['linkedin-ads', 'CHF', 2],
      ['linkedin-ads', 'USD', 8],
    ]);
    expect(totals[0]).toEqual({
      ...totalsOf({ ...NO_SUMS, clicks: 4n }),
      platform: 'google-ads',
      currency: 'EUR',
    });
  });

  it.each([
    [
      'day',
      [
        ['2026-03-01', 'CHF', 2],
        ['2026-03-01', 'USD', 8],
        ['2026-03-02', 'EUR', 4],
        ['2026-03-02', 'USD', 1],
        ['2026-03-09', 'USD', 16],
      ],
    ],
    [
      'week',
      [
        ['2026-02-23', 'CHF', 2],
        ['2026-02-23', 'USD', 8],
        ['2026-03-02', 'EUR', 4],
        ['2026-03-02', 'USD', 1],
        ['2026-03-09', 'USD', 16],
      ],
    ],
    [
      'month',
      [
        ['2026-03-01', 'CHF', 2],
        ['2026-03-01', 'EUR', 4],
        ['2026-03-01', 'USD', 25],
      ],
    ],
  ] as const)('in a series by %s, whose times are in order', (granularity, points) => {
    const series = seriesOf(days, granularity);
    expect(series.map((point) => [point.date, point.currency, point.clicks])).toEqual(points);
    expect(Object.keys(series[0] ?? {})).toEqual([
      'impressions',
      'clicks',
      'costMicros',
      'conversions',
      'conversionValueMicros',
      'date',
      'currency',
    ]);
  });

  it('in the comparison of two ranges, where either may have none of a currency', () => {
    const before = [day('2026-02-01', 'USD', 5n), day('2026-02-01', 'AUD', 3n), day('2026-02-01', 'USD', 5n)];
    const kpis = kpisOf(days, before);
    expect(kpis.map((kpi) => [kpi.currency, kpi.clicks, kpi.previous.clicks, kpi.change.clicks])).toEqual([
      ['AUD', 0, 3, -1],
      ['CHF', 2, 0, null],
      ['EUR', 4, 0, null],
      ['USD', 25, 10, 1.5],
    ]);
    expect(kpis[0]).toMatchObject({ ...totalsOf(NO_SUMS), previous: totalsOf({ ...NO_SUMS, clicks: 3n }) });
  });
});
