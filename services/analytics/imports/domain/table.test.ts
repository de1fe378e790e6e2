import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../lib/errors.ts';
import { cellOf, type ImportOptions, type Table } from './table.ts';
import { findTable } from './testing/read-report.ts';
import { recordsOf } from './testing/record.ts';
import type { CsvRecord } from './text.ts';
import { unreadable } from './unreadable.ts';

const tableOf = (text: string, said: Partial<ImportOptions> = {}): Table & { records: CsvRecord[] } => {
  const options = { platform: null, currency: null, columns: {}, ...said };
  const found = findTable(new TextEncoder().encode(text), options);
  return { ...found.table, records: recordsOf(found, text) };
};
const refusalOf = (text: string, said: Partial<ImportOptions> = {}): unknown => {
  try {
    return tableOf(text, said);
  } catch (error) {
    expect(error).toMatchObject({ code: 'IMPORT_UNREADABLE' });
    return (error as AppError).message;
  }
};
const google = { platform: 'google-ads', currency: 'EUR' } as const;

describe('a file that cannot be understood', () => {
  const noHeader =
    'No header line was recognised. The file needs columns such as Day, Campaign, Impr., Clicks and Cost; ' +
    'for other names send a column map.';
  const noDay = 'The column "Day" is missing: add the segment Day to the report and export it again.';
  const noSpread = ' A sum over several days is never spread over them.';
  const noCampaign = 'The column "Campaign" or "Campaign ID" is missing: add it to the report.';
  const noCurrency = 'The column "Currency code" is missing: add it to the report, or say the currency.';
  it.each([
    ['is empty', '', {}, 'The file is empty.'],
    ['is blank', ' \n\t ', {}, 'The file is empty.'],
    ['has no header', 'Dear,team\n1,2', {}, noHeader],
    ['has its header too far down', `${'x\n'.repeat(1_000)}Day,Campaign,Impr.\n`, google, noHeader],
    [
      'has no header of the map',
      'Day,Campaign,Clicks\n',
      { columns: { day: 'When', clicks: 'Clicks' } },
      'No line of the file has all the columns of the map: When, Clicks.',
    ],
    [
      'has an open quotation mark',
      'Dear,"team\n1,2',
      {},
      'The file is not a readable CSV table; a quotation mark may be missing.',
    ],
    ['has no day', 'Campaign,Clicks\n', google, noDay + noSpread],
    [
      'has weeks instead',
      'Week,Campaign,Clicks\n',
      google,
      `${noDay} A week, month or year cannot stand in for it.${noSpread}`,
    ],
    ['has no campaign', 'Day,Clicks\n', google, noCampaign],
    [
      'has no figures',
      'a,b\n',
      { ...google, columns: { day: 'a', campaign: 'b' } },
      'The file has no figures: add Impr., Clicks, Cost or Conversions to the report.',
    ],
    [
      'is from nobody knows where',
      'Date,Campaign,Clicks\n',
      { currency: 'EUR' },
      'Say which platform the file is from: google-ads or linkedin-ads.',
    ],
    ['has no currency', 'Day,Campaign,Cost\n2026-01-01,A,5\n', {}, noCurrency],
    [
      'has money of two currencies',
      'Day,Campaign,Cost,Conv. value\n2026-01-01,A,£5,€6\n',
      {},
      'The money of the file is in several currencies: add "Currency code".',
    ],
  ])('and %s is refused with a sentence that says what to do', (_name, text, said, sentence) => {
    expect(refusalOf(text, said)).toBe(sentence);
  });

  it('keeps the cause for the log', () => {
    const cause = new Error('quote');
    expect(unreadable('Sentence.', cause)).toMatchObject({
      code: 'IMPORT_UNREADABLE',
      message: 'Sentence.',
      cause,
    });
  });
});

describe('a table', () => {
  it.each(['campaign', 'campaignId', 'campaignGroup', 'campaignGroupId'])(
    'may name its campaigns by %s',
    (field) => {
      expect(tableOf('a,b,c\n', { ...google, columns: { day: 'a', [field]: 'b', clicks: 'c' } }).mark).toBe(
        '.',
      );
    },
  );

  it.each(['impressions', 'clicks', 'cost', 'costMicros', 'conversions', 'conversionValue'])(
    'may have %s as its only figure',
    (field) => {
      expect(
        tableOf('a,b,c\n', { ...google, columns: { day: 'a', campaign: 'b', [field]: 'c' } }).records,
      ).toEqual([]);
    },
  );

  it('has the records below the header, without blank lines', () => {
    const { records } = tableOf('Title\n\nDay,Campaign,Clicks\n2026-01-01,A,1\n\n,,\n,B,\n', google);
    expect(records).toEqual([
      { line: 4, cells: ['2026-01-01', 'A', '1'] },
      { line: 7, cells: ['', 'B', ''] },
    ]);
  });

  it('may begin 999 lines down', () => {
    expect(tableOf(`${'x\n'.repeat(999)}Day,Campaign,Impr.\n`, google).header.index).toBe(999);
  });

  it.each([
    ['commas', 'Day;Clicks\nDay,Campaign,Clicks\n'],
    ['semicolons', 'Day,Clicks\nDay;Campaign;Clicks\n'],
    ['tabs', 'Day;Clicks\nDay\tCampaign\tClicks\n'],
  ])('is cut at %s when that gives most columns', (_name, text) => {
    expect(tableOf(text, google).header).toMatchObject({ index: 1, cells: ['Day', 'Campaign', 'Clicks'] });
  });

  it('is cut at a mark although others would break its quotation marks', () => {
    expect(tableOf('Day;Campaign;Clicks\n2026-01-01; "A, B" ;1\n', google).records[0]?.cells).toEqual([
      '2026-01-01',
      'A, B',
      '1',
    ]);
  });

  it('has an empty cell where a column is missing or a record is short', () => {
    const { header, records } = tableOf('Day,Campaign,Clicks\n2026-01-01\n', google);
    const [record = { line: 0, cells: [] }] = records;
    expect(cellOf(header, record, 'date')).toBe('2026-01-01');
    expect(cellOf(header, record, 'clicks')).toBe('');
    expect(cellOf(header, record, 'cost')).toBe('');
  });
});

describe('how a table is written', () => {
  const csv = (header: string, ...lines: string[]) => [header, ...lines].join('\n');
  it.each([
    ['the cost', csv('Day;Campaign;Cost', '2026-01-01;A;1,50')],
    ['the conversions', csv('Day;Campaign;Conversions', '2026-01-01;A;1,5')],
    ['the conversion value', csv('Day;Campaign;Conv. value', '2026-01-01;A;1,50')],
    ['the impressions', csv('Day;Campaign;Impr.;Cost', '2026-01-01;A;1.000;5')],
    ['the clicks', csv('Day;Campaign;Clicks;Cost', '2026-01-01;A;1.000;5')],
    ['its language', csv('Tag;Kampagne;Kosten', '2026-01-01;A;5')],
  ])('is told by %s: a comma before decimals', (_name, text) => {
    expect(tableOf(text, google).mark).toBe(',');
  });

  it.each([
    [
      'what its days tell',
      'Day,Campaign,Clicks\n13/2/2026,A,1\n3/2/2026,A,1',
      google,
      'day-first',
      '2026-02-03',
    ],
    ['its language', 'Tag,Kampagne,Klicks\n3/2/2026,A,1', google, 'day-first', '2026-02-03'],
    [
      'the platform that was said',
      'Day,Campaign,Clicks\n3/2/2026,A,1',
      { ...google, platform: 'linkedin-ads' },
      'month-first',
      '2026-03-02',
    ],
    [
      'the platform that it shows',
      'Day,Campaign,Total Spent\n3/2/2026,A,1',
      { currency: 'USD' },
      'month-first',
      '2026-03-02',
    ],
    ['nothing', 'Day,Campaign,Clicks\n3/2/2026,A,1', google, null, null],
  ] as const)('puts days and months in the order of %s', (_name, text, said, order, day) => {
    const table = tableOf(text, said);
    expect(table.dates).toBe(order);
    expect(table.dayOf('3/2/2026')).toBe(day);
  });

  it.each([
    ['what was said', 'Day,Campaign,Impr.\n', { currency: 'EUR', platform: 'linkedin-ads' }, 'linkedin-ads'],
    ['its header', 'Day,Campaign,Impr.\n', { currency: 'EUR' }, 'google-ads'],
    ['each of its lines', 'Date,Campaign,Clicks,Platform\n', { currency: 'EUR' }, null],
  ] as const)('has the platform of %s', (_name, text, said, platform) => {
    expect(tableOf(text, said).platform).toBe(platform);
  });

  it.each([
    ['what was said', 'Day,Campaign,Cost\n2026-01-01,A,£5', { currency: 'EUR' }, 'EUR'],
    [
      'what was said, though the signs differ',
      'Day,Campaign,Cost\n2026-01-01,A,£5\n2026-01-02,A,€5',
      { currency: 'CHF' },
      'CHF',
    ],
    ['the sign of its cost', 'Day,Campaign,Cost\n2026-01-01,A,£5\n2026-01-02,A,5', {}, 'GBP'],
    ['the sign of its conversion value', 'Day,Campaign,Cost,Conv. value\n2026-01-01,A,5,€6', {}, 'EUR'],
    ['all its other lines', 'Day,Campaign,Cost,Currency\n2026-01-01,A,5,usd', {}, 'USD'],
    ['each of its lines', 'Day,Campaign,Cost,Currency\n2026-01-01,A,5,USD\n2026-01-01,B,5,EUR', {}, null],
    ['its header', 'Day,Campaign,Cost (EUR)\n2026-01-01,A,5', {}, 'EUR'],
  ])('has the currency of %s', (_name, text, said, currency) => {
    expect(tableOf(text, said).currency).toBe(currency);
  });
});
