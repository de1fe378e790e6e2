import { describe, expect, it } from 'vitest';
import { columnsOf, grainNeeded, type Group, type GroupedSums, rowOf, sortOf } from './performance.ts';

const row: GroupedSums = {
  campaign: 'c1',
  platform: 'google-ads',
  date: '2026-03-15',
  week: '2026-03-09',
  month: '2026-03-01',
  adGroup: 'Shoes',
  ad: 'First',
  keyword: 'red shoes',
  currency: 'USD',
  impressions: 10_000n,
  clicks: 200n,
  costMicros: 50_000_000n,
  conversionsMicros: 4_000_000n,
  valueMicros: 150_000_000n,
};

it.each<[Group[], number]>([
  [[], 0],
  [['campaign', 'platform', 'date', 'week', 'month'], 0],
  [['adGroup'], 1],
  [['ad'], 2],
  [['keyword'], 4],
  [['keyword', 'date', 'adGroup'], 5],
  [['adGroup', 'ad', 'keyword'], 7],
])('needs figures told as finely as %j asks', (groupBy, grain) => {
  expect(grainNeeded(groupBy)).toBe(grain);
});

describe('the order of a table', () => {
  it.each([
    ['costMicros', { column: 'costMicros', descending: false }],
    ['-costMicros', { column: 'costMicros', descending: true }],
    ['campaign', { column: 'campaign', descending: false }],
    ['-currency', { column: 'currency', descending: true }],
  ])('may be %s', (sort, order) => {
    expect(sortOf(sort, ['campaign'])).toEqual(order);
  });

  it.each(['platform', 'costs', '--costMicros', '-', ''])(
    'may not be %j, and says what it may be',
    (sort) => {
      const message =
        'Sort by one of: impressions, clicks, costMicros, conversions, conversionValueMicros, ctr, conversionRate, ' +
        'cpcMicros, cpaMicros, cpmMicros, roas, campaign, currency.';
      expect(() => sortOf(sort, ['campaign'])).toThrow(
        expect.objectContaining({
          code: 'REQUEST_INVALID',
          public: { errors: [{ path: 'sort', code: 'SORT_UNKNOWN', message }] },
        }),
      );
    },
  );
});

describe('the columns of a table', () => {
  it('are its groups, a campaign with its name, the currency and the figures, each once', () => {
    expect(columnsOf(['date', 'campaign', 'date'], ['clicks', 'roas', 'clicks'])).toEqual([
      'date',
      'campaign',
      'campaignName',
      'currency',
      'clicks',
      'roas',
    ]);
    expect(columnsOf([], [])).toEqual(['currency']);
  });

  it.each([
    ['campaign', 'c1'],
    ['campaignName', 'Spring'],
    ['platform', 'google-ads'],
    ['date', '2026-03-15'],
    ['week', '2026-03-09'],
    ['month', '2026-03-01'],
    ['adGroup', 'Shoes'],
    ['ad', 'First'],
    ['keyword', 'red shoes'],
    ['currency', 'USD'],
    ['impressions', 10_000],
    ['clicks', 200],
    ['costMicros', 50_000_000],
    ['conversions', 4],
    ['conversionValueMicros', 150_000_000],
    ['ctr', 0.02],
    ['conversionRate', 0.02],
    ['cpcMicros', 250_000],
    ['cpaMicros', 12_500_000],
    ['cpmMicros', 5_000_000],
    ['roas', 3],
    ['unheard', null],
  ])('hold %s as %j', (column, cell) => {
    expect(rowOf(row, ['currency', column], new Map([['c1', 'Spring']]))).toEqual({
      currency: 'USD',
      [column]: cell,
    });
  });

  it('hold null where a row is of no campaign, or of one without a name', () => {
    const names = new Map([['c2', 'Autumn']]);
    expect(rowOf({ ...row, campaign: null }, ['campaign', 'campaignName'], names)).toEqual({
      campaign: null,
      campaignName: null,
    });
    expect(rowOf(row, ['campaignName'], names)).toEqual({ campaignName: null });
  });
});
