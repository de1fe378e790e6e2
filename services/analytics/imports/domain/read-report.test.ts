import { describe, expect, it } from 'vitest';
import { plausible } from '../../tests/reading.ts';
import { type ReadReport, readReport } from './testing/read-report.ts';
import type { ImportOptions } from './table.ts';

const today = '2026-03-15';
const nothingSaid: ImportOptions = { platform: null, currency: null, columns: {} };
const read = (text: string, options: Partial<ImportOptions> = {}): ReadReport =>
  readReport(new TextEncoder().encode(text), { ...nothingSaid, ...options }, { today, plausible });
const brief = (report: ReadReport) =>
  report.facts.map(({ report: r }) => [
    r.platform,
    r.campaignExternalId ?? r.name,
    r.date,
    r.clicks,
    r.costMicros,
    r.currency,
  ]);
const utf16 = (text: string) => {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i += 1) {
    bytes[2 + i * 2] = text.charCodeAt(i) & 0xff;
    bytes[3 + i * 2] = text.charCodeAt(i) >> 8;
  }
  return bytes;
};
const refusal = (text: string, options: Partial<ImportOptions> = {}): string => {
  try {
    read(text, options);
  } catch (error) {
    expect(error).toMatchObject({ code: 'IMPORT_UNREADABLE' });
    return (error as Error).message;
  }
  throw new Error('the file was not refused');
};

const google = `Campaign report,,,,,,,
"January 1, 2026 - January 23, 2026",,,,,,,
Day,Campaign state,Campaign,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value,CTR,Avg. CPC
2026-01-01,Enabled,Brand,USD,"1,000",50,"1,316.14",2.5,"$107.00",5.00%,2.00
2026-01-02,Enabled,Total Wine,USD,200,10,5.00, --, --,5.00%,0.50
Total: Campaigns, --, --,USD,"1,200",60,"1,321.14",2.5,107.00,5.00%,2.00
Total: Account, --, --,USD,"1,200",60,"1,321.14",2.5,107.00,5.00%,2.00
`;

describe('a Google Ads report', () => {
  it('is read below its title lines, without its total rows, and a campaign called Total Wine counts', () => {
    const report = read(google);
    expect(brief(report)).toEqual([
      ['google-ads', 'Brand', '2026-01-01', 50, 1_316_140_000, 'USD'],
      ['google-ads', 'Total Wine', '2026-01-02', 10, 5_000_000, 'USD'],
    ]);
    expect(report).toMatchObject({ rows: 2, rejected: [], platform: 'google-ads' });
    expect(report.facts[0]?.report).toMatchObject({ conversionsMicros: 2_500_000, valueMicros: 107_000_000 });
    expect(report.facts[1]?.report).toMatchObject({ conversionsMicros: 0, valueMicros: 0 });
  });

  it('means the same in UTF-16 with tabs and in UTF-8 with a byte order mark', () => {
    const rows = [
      'My report',
      'All time',
      'Day\tCampaign\tCurrency code\tImpr.\tClicks\tCost',
      '2026-01-01\tBrand\tUSD\t"1,000"\t50\t"1,316.14"',
    ].join('\r\n');
    const expected = [['google-ads', 'Brand', '2026-01-01', 50, 1_316_140_000, 'USD']];
    expect(brief(readReport(utf16(rows), nothingSaid, { today, plausible }))).toEqual(expected);
    expect(brief(read(`\ufeff${rows}`))).toEqual(expected);
  });

  it.each([
    [
      'German',
      'Kampagnenbericht\n1. Januar 2026 - 23. Januar 2026\nTag;Kampagne;Währungscode;Impr.;Klicks;Kosten;Conversions;Conv.-Wert\n01.01.2026;Marke;EUR;1.000;50;1.316,14;2,5;107,00\nGesamt: Konto; --;EUR;1.000;50;1.316,14;2,5;107,00',
      'Marke',
    ],
    [
      'French',
      'Rapport\nJour,Campagne,Code de la devise,Impr.,Clics,Coût,Conversions\n2026-01-01,Marque,EUR,1\u202f000,50,"1\u202f316,14","2,5"\nTotal : compte, --,EUR,1\u202f000,50,"1\u202f316,14","2,5"',
      'Marque',
    ],
    [
      'Portuguese',
      'Dia,Campanha,Código da moeda,Impr.,Cliques,Custo,Conversões\n2026-01-01,Marca,EUR,1.000,50,"1.316,14","2,50"\nTotal: conta, --,EUR,1.000,50,"1.316,14","2,50"',
      'Marca',
    ],
    [
      'Spanish',
      'Día,Campaña,Código de moneda,Impr.,Clics,Coste,Conversiones\n01/01/2026,Marca,EUR,1.000,50,"1.316,14","2,5"\nTotal: cuenta, --,EUR,1.000,50,"1.316,14","2,5"',
      'Marca',
    ],
  ])('in %s means what it means in English', (_language, text, name) => {
    const report = read(text);
    expect(brief(report)).toEqual([['google-ads', name, '2026-01-01', 50, 1_316_140_000, 'EUR']]);
    expect(report.facts[0]?.report).toMatchObject({ impressions: 1000, conversionsMicros: 2_500_000 });
    expect(report.rejected).toEqual([]);
  });

  it('adds up the lines that a segment has split', () => {
    const report = read(
      'Day,Campaign,Campaign ID,Device,Currency code,Impr.,Clicks,Cost\n' +
        '2026-01-01,Brand,123,Computers,USD,100,5,1.10\n' +
        '2026-01-01,Brand,123,Mobile phones,USD,200,7,2.20\n',
    );
    expect(report.rows).toBe(2);
    expect(report.facts).toHaveLength(1);
    expect(report.facts[0]).toMatchObject({
      lines: [2, 3],
      report: {
        campaignExternalId: '123',
        name: 'Brand',
        impressions: 300,
        clicks: 12,
        costMicros: 3_300_000,
      },
    });
  });

  it('keeps ad groups apart', () => {
    const report = read(
      'Day,Campaign,Ad group,Currency code,Clicks,Cost\n2026-01-01,Brand,A,USD,5,1\n2026-01-01,Brand,B,USD,6,1\n',
    );
    expect(report.facts.map(({ report: r }) => [r.adGroup, r.clicks, r.impressions])).toEqual([
      ['A', 5, null],
      ['B', 6, null],
    ]);
  });
});

it('gives all lines of a report one grain, so that parts without a name are counted too', () => {
  const report = read(
    'Day,Campaign,Ad group,Currency code,Clicks\n2026-01-01,A,x,USD,5\n2026-01-01,A, --,USD,6\n',
  );
  expect(report.facts.map(({ report: r }) => [r.adGroup, r.clicks])).toEqual([
    ['x', 5],
    ['--', 6],
  ]);
});

const linkedin = [
  'Campaign Performance Report (in UTC)',
  'Report Start: 09/01/2025, Report End: 09/30/2025',
  'Date Generated: 10/01/2025',
  '',
  [
    'Start Date (in UTC)',
    'Account Name',
    'Campaign Group Name',
    'Campaign Name',
    'Campaign ID',
    'Total Spent',
    'Impressions',
    'Clicks',
    'Clicks to Landing Page',
    'Conversions',
    'Total Conversion Value',
    'Currency',
  ].join('\t'),
  ['9/1/2025', 'Acme', 'Autumn', 'Founders', '77', '12.50', '1,000', '20', '18', '3', '90.00', 'USD'].join(
    '\t',
  ),
  ['Total', '', '', '', '', '12.50', '1,000', '20', '18', '3', '90.00', 'USD'].join('\t'),
].join('\r\n');

it('reads a LinkedIn report: American dates, a campaign group is a campaign, its campaign an ad group', () => {
  const report = readReport(utf16(linkedin), nothingSaid, { today, plausible });
  expect(brief(report)).toEqual([['linkedin-ads', 'Autumn', '2025-09-01', 20, 12_500_000, 'USD']]);
  expect(report.facts[0]?.report).toMatchObject({ adGroup: 'Founders', conversionsMicros: 3_000_000 });
  expect(report).toMatchObject({ rows: 1, rejected: [] });
});

it('reads any table with a column map', () => {
  const text = 'When|x;Name;Spend EUR;Taps\n2026-01-01;Brand;12,50;3\n';
  const columns = { date: 'When|x', campaign: 'Name', cost: 'Spend EUR', clicks: 'Taps' };
  expect(brief(read(text, { platform: 'linkedin-ads', currency: 'EUR', columns }))).toEqual([
    ['linkedin-ads', 'Brand', '2026-01-01', 3, 12_500_000, 'EUR'],
  ]);
});

it('keeps our own campaign ids and money in micros where a table carries them', () => {
  const id = '01993e50-0000-7000-8000-000000000001';
  const report = read(
    `campaignId,platform,date,impressions,clicks,costMicros,conversions,conversionValueMicros,currency\n` +
      `${id},google-ads,2026-01-01,10,1,1250000,0.5,3000000,USD\n`,
  );
  expect(report.facts[0]?.report).toMatchObject({
    campaignId: id,
    campaignExternalId: null,
    costMicros: 1_250_000,
    conversionsMicros: 500_000,
    valueMicros: 3_000_000,
  });
});

describe('a file that cannot become daily facts is refused with a sentence', () => {
  it.each([
    ['no Day', google.replace('Day,', 'Period,'), /"Day" is missing/],
    [
      'weeks instead of days',
      'Week,Campaign,Currency code,Clicks\n2026-01-05,A,USD,5',
      /week, month or year cannot/,
    ],
    ['no campaign', 'Day,Currency code,Clicks,Cost\n2026-01-05,USD,5,1', /"Campaign"/],
    ['no currency', 'Day,Campaign,Clicks,Cost\n2026-01-05,A,5,$1.00', /"Currency code" is missing/],
    ['no figures', 'Day,Campaign,Budget\n2026-01-05,A,5', /No header line/],
    ['nothing in it', '', /empty/],
    ['prose', 'Dear team,\nplease find attached\n', /No header line/],
    [
      'an open quotation mark',
      'Day,Campaign,Currency code,Clicks\n2026-01-05,A,USD,5\n2026-01-06,"A,USD,5\n',
      /quotation mark may be missing/,
    ],
    ['no known platform', 'Date,Campaign,Currency,Clicks\n2026-01-05,A,USD,5', /which platform/],
  ])('%s', (_name, text, sentence) => {
    expect(refusal(text)).toMatch(sentence);
  });
});

describe('a line that is wrong is rejected and the others count', () => {
  const header = 'Day,Campaign,Currency code,Impr.,Clicks,Cost\n';
  it.each([
    ['a cost that is no number', '2026-01-01,A,USD,1,1,abc', 'ROW_INVALID'],
    ['a negative cost', '2026-01-01,A,USD,1,1,-1', 'ROW_INVALID'],
    ['a day that does not exist', '2026-02-30,A,USD,1,1,1', 'ROW_INVALID'],
    ['a day to come', '2026-04-01,A,USD,1,1,1', 'DATE_IN_FUTURE'],
    ['no campaign', '2026-01-01, --,USD,1,1,1', 'ROW_INVALID'],
    ['a date that reads two ways', '1/2/2026,A,USD,1,1,1', 'ROW_INVALID'],
  ])('%s', (_name, line, code) => {
    const report = read(`${header}2026-01-01,B,USD,1,1,1\n${line}\n2026-01-02,B,USD,1,1,1\n`);
    expect(report.rejected).toEqual([{ line: 3, code, message: expect.any(String) as string }]);
    expect(report).toMatchObject({ rows: 3 });
    expect(report.facts).toHaveLength(2);
  });
});

describe('what a report is broken down by', () => {
  const header = 'Date,Campaign Group ID,Campaign Group,Impressions,Clicks,Total Spent,Currency';
  const row = '2026-03-01,77,Spring,100,5,2.50,USD';
  const linkedIn = { platform: 'linkedin-ads' } as const;

  it('is nothing where it has LinkedIn campaign groups alone, which are campaigns here', () => {
    const { facts, grain } = read(`${header}\n${row}\n`, linkedIn);
    expect(facts.map(({ report }) => report)).toMatchObject([{ campaignExternalId: '77', adGroup: '' }]);
    expect(grain).toBe(0);
  });

  it.each([
    ['', 0],
    [',Campaign ID', 1],
    [',Campaign ID,Ad ID', 3],
  ])('is known without a row from the columns%s', (more, grain) => {
    expect(read(`${header}${more}\n`, linkedIn)).toMatchObject({ rows: 0, grain });
  });
});
