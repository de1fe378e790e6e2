import type { ImportCase } from '../import-case.ts';
import { type Cell, workbookOf, zipOf } from '../../unpack/testing/zip.ts';
import { gzip } from '../report-text.ts';

const HEADER = ['Day', 'Campaign', 'Campaign ID', 'Currency code', 'Impr.', 'Clicks', 'Cost', 'Conversions'];
/** 2026-09-01, as spreadsheets count days. */
const SERIAL = 46_266;
const row = (date: Cell, cost: Cell = 5): Cell[] => [date, 'Heron', 81, 'USD', 200, 20, cost, 2];
const sheet = (...rows: (readonly Cell[])[]) => workbookOf({ Report: [HEADER, ...rows] });
const one = { rows: 1, sums: { USD: [200, 20, 5, 2, null] }, facts: [['2026-09-01', 'Heron']] } as const;
const two = { rows: 2, sums: { USD: [400, 40, 10, 4, null] } } as const;

/** Spreadsheets. */
export const workbooks: readonly ImportCase[] = [
  { name: 'a day as a date', file: sheet(row({ day: SERIAL })), ...one },
  { name: 'a day as text', file: sheet(row('2026-09-01')), ...one },
  { name: 'a day as text of the country', file: sheet(row('Sep 1, 2026')), ...one },
  { name: 'a day as a bare number', file: sheet(row(SERIAL)), ...one },
  {
    name: 'days counted from 1904',
    file: workbookOf({ Report: [HEADER, row({ day: SERIAL - 1_462 })] }, { from1904: true }),
    ...one,
  },
  {
    name: 'a day with an hour is no day',
    file: sheet(row({ day: SERIAL }), row({ day: SERIAL + 1.5 })),
    rows: 2,
    sums: { USD: [200, 20, 5, 2, null] },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'figures as text',
    file: sheet(['2026-09-01', 'Heron', '81', 'USD', '1,200', '20', '1,316.14', '2.5']),
    rows: 1,
    sums: { USD: [1_200, 20, 1_316.14, 2.5, null] },
  },
  {
    name: 'formulas with what they came to',
    file: sheet(row({ day: SERIAL }, { formula: 'SUM(A1:A2)', value: 5 })),
    ...one,
  },
  {
    name: 'a formula that was never reckoned',
    file: sheet(row({ day: SERIAL }, { formula: 'SUM(A1:A2)' })),
    refused: /formulas without their values/,
  },
  {
    name: 'a formula of text',
    file: sheet([{ formula: 'TEXT(B1)', value: '2026-09-01' }, 'Heron', 81, 'USD', 200, 20, 5, 2]),
    ...one,
  },
  {
    name: 'an error instead of a cost',
    file: sheet(row({ day: SERIAL }), row({ day: SERIAL + 1 }, { error: '#DIV/0!' })),
    rows: 2,
    sums: { USD: [200, 20, 5, 2, null] },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'titles over merged cells',
    file: workbookOf(
      {
        Report: [
          ['Campaign report', null, null, null, null, null, null, null],
          ['September 1, 2026 - September 1, 2026'],
          HEADER,
          row({ day: SERIAL }),
        ],
      },
      { merged: ['A1:H1', 'A2:H2'] },
    ),
    ...one,
  },
  {
    name: 'a day and a campaign that several rows share',
    file: workbookOf(
      {
        Report: [
          ['Day', 'Campaign', 'Device', 'Currency code', 'Impr.', 'Clicks', 'Cost', 'Conversions'],
          [{ day: SERIAL }, 'Heron', 'Computers', 'USD', 200, 20, 5, 2],
          [null, null, 'Tablets', 'USD', 200, 20, 5, 2],
        ],
      },
      { merged: ['A2:A3', 'B2:B3'] },
    ),
    ...two,
    facts: [['2026-09-01', 'Heron']],
  },
  {
    name: 'merged cells of a figure: nobody knows which row it is of',
    file: workbookOf(
      { Report: [HEADER, row({ day: SERIAL }, 10), row({ day: SERIAL + 1 }, null)] },
      { merged: ['G2:G3'] },
    ),
    refused: /merged/,
  },
  {
    name: 'a total under the rows',
    file: sheet(row({ day: SERIAL }), row({ day: SERIAL + 1 }), [
      'Total: Campaigns',
      '--',
      '--',
      'USD',
      { formula: 'SUM(E2:E3)', value: 400 },
      40,
      10,
      4,
    ]),
    ...two,
  },
  {
    name: 'a total that has another sum',
    file: sheet(row({ day: SERIAL }), ['Total: Campaigns', null, null, 'USD', 800, 80, 20, 8]),
    ...one,
    warnings: [[3, 'Impr.', 'TOTAL_DISAGREES']],
  },
  {
    name: 'empty rows above, between and below',
    file: sheet([], row({ day: SERIAL }), [null, null], row({ day: SERIAL + 1 }), []),
    ...two,
  },
  {
    name: 'a cover beside the report',
    file: workbookOf({ Cover: [['Dear team']], Report: [HEADER, row({ day: SERIAL })] }),
    ...one,
  },
  {
    name: 'two reports',
    file: workbookOf({ May: [HEADER, row({ day: SERIAL })], June: [HEADER, row({ day: SERIAL })] }),
    refused: /Several sheets of the workbook are reports/,
  },
  { name: 'no rows', file: workbookOf({ Report: [[]] }), refused: /is empty/ },
  {
    name: 'German headers, decimals by value',
    file: workbookOf({
      Bericht: [
        ['Tag', 'Kampagne', 'Währungscode', 'Impr.', 'Klicks', 'Kosten'],
        [{ day: SERIAL }, 'Zaunkönig', 'EUR', 1_200, 20, 1.234],
      ],
    }),
    rows: 1,
    sums: { EUR: [1_200, 20, 1.234, null, null] },
  },
  {
    name: 'a workbook in gzip',
    file: gzip(sheet(row({ day: SERIAL }))),
    ...one,
  },
  {
    name: 'an id with more digits than a spreadsheet keeps',
    file: sheet([{ day: SERIAL }, 'Heron', 123456789012345680000, 'USD', 200, 20, 5, 2]),
    rows: 1,
    sums: { USD: [200, 20, 5, 2, null] },
    warnings: [[2, 'Campaign ID', 'ID_LOST']],
  },
  { name: 'another archive', file: zipOf({ 'readme.txt': 'Hello' }), refused: /not a workbook/ },
  { name: 'an old workbook', file: Buffer.from('d0cf11e0a1b11ae1', 'hex'), refused: /old Excel workbook/ },
];
