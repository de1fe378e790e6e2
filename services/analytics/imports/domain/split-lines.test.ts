import { describe, expect, it } from 'vitest';
import { plausible } from '../../tests/reading.ts';
import { readReport } from './testing/read-report.ts';

const columns = [
  'Day',
  'Hour',
  'Campaign',
  'Campaign ID',
  'Ad group',
  'Ad',
  'Keyword',
  'Platform',
  'Currency',
];
const figures = ['Impressions', 'Clicks', 'costMicros', 'Conversions', 'conversionValueMicros'];
const line = {
  Day: '2026-01-01',
  Hour: '7',
  Campaign: 'Brand',
  'Campaign ID': '42',
  'Ad group': 'A',
  Ad: 'First',
  Keyword: 'shoes',
  Platform: 'google-ads',
  Currency: 'USD',
  Impressions: '100',
  Clicks: '10',
  costMicros: '1000',
  Conversions: '1',
  conversionValueMicros: '5000',
};
type Cells = Partial<typeof line>;

const read = (...changes: Cells[]) => {
  const names = [...columns, ...figures] as (keyof typeof line)[];
  const rows = changes.map((change) => names.map((name) => change[name] ?? line[name]).join('\t'));
  const text = [names.join('\t'), ...rows].join('\n');
  const options = { platform: null, currency: null, columns: {} };
  return readReport(new TextEncoder().encode(text), options, { today: '2026-03-15', plausible });
};

describe('lines of one campaign and day', () => {
  it('add up figure by figure', () => {
    const report = read({}, { Impressions: '1', Clicks: '2', costMicros: '3', Conversions: '0.5' }, {});
    expect(report).toMatchObject({
      platform: null,
      rows: 3,
      rejected: [],
      facts: [
        {
          lines: [2, 3, 4],
          report: {
            line: 2,
            platform: 'google-ads',
            campaignId: null,
            account: null,
            campaignExternalId: '42',
            adGroupExternalId: null,
            adExternalId: null,
            keywordExternalId: null,
            name: 'Brand',
            date: '2026-01-01',
            hour: 7,
            adGroup: 'A',
            ad: 'First',
            keyword: 'shoes',
            currency: 'USD',
            impressions: 201,
            clicks: 22,
            costMicros: 2003,
            conversionsMicros: 2_500_000,
            valueMicros: 15_000,
          },
        },
      ],
    });
  });

  it.each<[string, Cells]>([
    ['day', { Day: '2026-01-02' }],
    ['hour', { Hour: '8' }],
    ['campaign', { 'Campaign ID': '43' }],
    ['campaign of ours', { 'Campaign ID': '01993e50-0000-7000-8000-000000000001' }],
    ['ad group', { 'Ad group': 'B' }],
    ['ad', { Ad: 'Second' }],
    ['keyword', { Keyword: 'boots' }],
    ['platform', { Platform: 'linkedin-ads' }],
    ['currency', { Currency: 'EUR' }],
  ])('stay apart by their %s', (_name, change) => {
    expect(read({}, change, {}).facts.map(({ lines }) => lines)).toEqual([[2, 4], [3]]);
  });

  it('are of one campaign by its id, whose last name stands', () => {
    const [fact, ...others] = read({ Campaign: 'Old' }, { Campaign: 'New' }, { Campaign: '--' }).facts;
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ lines: [2, 3, 4], report: { name: 'New', clicks: 30 } });
  });

  it('are of one campaign by its name where the file has no id', () => {
    const noId = { 'Campaign ID': '--' };
    expect(read(noId, { ...noId, Campaign: 'Else' }, noId).facts.map(({ lines }) => lines)).toEqual([
      [2, 4],
      [3],
    ]);
  });

  it('add nothing where the file has no such figure', () => {
    const text = 'Day,Campaign,Currency code,Clicks\n2026-01-01,A,USD,5\n2026-01-01,A,USD,6\n';
    const options = { platform: 'google-ads', currency: null, columns: {} } as const;
    const [fact] = readReport(new TextEncoder().encode(text), options, {
      today: '2026-03-15',
      plausible,
    }).facts;
    expect(fact?.report).toMatchObject({
      clicks: 11,
      impressions: null,
      costMicros: null,
      valueMicros: null,
    });
  });

  const most = '9000000000000000';
  it.each<[string, Cells, Cells]>([
    ['cost', { costMicros: most }, { costMicros: '1' }],
    ['conversions', { Conversions: '9,000,000,000.00' }, { Conversions: '0.000001' }],
    ['conversion value', { conversionValueMicros: most }, { conversionValueMicros: '1' }],
  ])('add up to the largest %s that is held, and a line above it is rejected', (_name, large, more) => {
    const none = { costMicros: '0', Conversions: '0', conversionValueMicros: '0' };
    const report = read({ ...none, ...large }, none, { ...none, ...more }, none);
    expect(report.facts.map(({ lines }) => lines)).toEqual([[2, 3, 5]]);
    expect(report.rejected).toEqual([
      { line: 4, code: 'ROW_INVALID', message: 'The lines of this day add up too high.' },
    ]);
    expect(report.rows).toBe(4);
  });
});

it('takes figures until tomorrow, which has begun somewhere', () => {
  const report = read({ Day: '2026-03-16' }, { Day: '2026-03-17' });
  expect(report.facts).toHaveLength(1);
  expect(report.rejected).toMatchObject([{ line: 3, code: 'DATE_IN_FUTURE' }]);
});
