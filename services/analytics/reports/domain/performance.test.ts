import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  type Comparison,
  grainNeeded,
  type Group,
  limitsOf,
  requireComparable,
  rowOf,
  sortOf,
  type TableRow,
  totalOf,
} from './performance.ts';

const now = {
  impressions: 10_000n,
  clicks: 200n,
  costMicros: 50_000_000n,
  conversionsMicros: 4_000_000n,
  valueMicros: 150_000_000n,
};
const row: TableRow = {
  campaign: 'c1',
  campaignName: 'Spring',
  platform: 'google-ads',
  date: '2026-03-15',
  week: '2026-03-09',
  month: '2026-03-01',
  adGroup: 'Shoes',
  ad: 'First',
  keyword: 'red shoes',
  currency: 'USD',
  rest: false,
  now,
  before: null,
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
        'cpcMicros, cpaMicros, cpmMicros, roas, campaign, campaignName, currency.';
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
    expect(columnsOf(['date', 'campaign', 'date'], ['clicks', 'roas', 'clicks'], 'none')).toEqual([
      'date',
      'campaign',
      'campaignName',
      'currency',
      'clicks',
      'roas',
    ]);
    expect(columnsOf([], [], 'none')).toEqual(['currency']);
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
    expect(rowOf(row, ['currency', column])).toEqual({
      currency: 'USD',
      [column]: cell,
    });
  });

  it('hold null where a row is of no campaign, or of one without a name', () => {
    expect(rowOf({ ...row, campaign: null, campaignName: null }, ['campaign', 'campaignName'])).toEqual({
      campaign: null,
      campaignName: null,
    });
  });

  it('say which rows are not broken down, where the table is by ad group, ad or keyword', () => {
    expect(columnsOf(['adGroup'], ['clicks'], 'none')).toEqual([
      'adGroup',
      'adGroupId',
      'notBrokenDown',
      'currency',
      'clicks',
    ]);
    expect(rowOf({ ...row, adGroup: null, rest: true }, ['adGroup', 'notBrokenDown'])).toEqual({
      adGroup: null,
      notBrokenDown: true,
    });
  });

  it('hold null for a range without figures, and for a change that has nothing to be a change of', () => {
    const columns = columnsOf([], ['clicks', 'roas'], 'previous');
    expect(columns).toEqual([
      'currency',
      'clicks',
      'clicksPrevious',
      'clicksChange',
      'roas',
      'roasPrevious',
      'roasChange',
    ]);
    const before = { ...now, clicks: 100n, costMicros: 0n };
    const none = { clicksChange: null, roasChange: null };
    expect(rowOf({ ...row, before }, columns)).toMatchObject({
      clicks: 200,
      clicksPrevious: 100,
      clicksChange: 1,
      roas: 3,
      roasPrevious: null,
      roasChange: null,
    });
    expect(rowOf({ ...row, now: null, before }, columns)).toMatchObject({
      clicks: null,
      clicksPrevious: 100,
      ...none,
    });
    expect(rowOf(row, columns)).toMatchObject({ clicks: 200, clicksPrevious: null, ...none });
  });

  it('are null in totals where they are groups, and rates are those of the sums', () => {
    expect(
      totalOf({ currency: 'USD', now, before: null }, ['campaign', 'currency', 'clicks', 'ctr']),
    ).toEqual({ campaign: null, currency: 'USD', clicks: 200, ctr: 0.02 });
  });
});

it('reads thresholds as a metric and a value', () => {
  expect(limitsOf(['clicks:100', 'ctr:0.5'], ['roas:-1'])).toEqual([
    { metric: 'clicks', min: '100', max: null },
    { metric: 'ctr', min: '0.5', max: null },
    { metric: 'roas', min: null, max: '-1' },
  ]);
  expect(limitsOf()).toEqual([]);
});

it.each<[Comparison, Group, boolean]>([
  ['none', 'week', true],
  ['previous', 'date', true],
  ['previous', 'campaign', true],
  ['previous', 'month', false],
  ['previous', 'week', false],
  ['year', 'month', true],
  ['year', 'week', false],
])('a comparison with %s by %s is possible: %s', (compare, group, possible) => {
  const ask = () => requireComparable(compare, [group]);
  if (possible) expect(ask).not.toThrow();
  else expect(ask).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
});
