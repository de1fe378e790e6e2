import type { ImportCase } from '../import-case.ts';
import { day, google, lines, ONE_DAY } from '../report-text.ts';

const costs = (...cells: string[]) =>
  lines(
    'Day;Campaign;Currency code;Clicks;Cost',
    ...cells.map((cell, i) => `2026-09-0${i + 1};Heron;EUR;10;${cell}`),
  );
const reads = (cell: string, cost: number, ...others: string[]): ImportCase => ({
  name: `a cost written ${cell}${others.length > 0 ? ` beside ${others.join(' and ')}` : ''}`,
  file: costs(cell, ...others),
  rows: 1 + others.length,
  sums: { EUR: [null, 10 * (1 + others.length), cost, null, null] },
});

/** Figures as people, platforms and spreadsheets write them. */
export const numbers: readonly ImportCase[] = [
  reads('1,316.14', 1_316.14),
  reads('1.316,14', 1_316.14),
  reads('1 316,14', 1_316.14),
  reads('1\u202f316,14', 1_316.14),
  reads("1'316.14", 1_316.14),
  reads('1’316.14', 1_316.14),
  reads('1,00,316.14', 100_316.14),
  reads('12,50 €', 12.5),
  reads('€12.50', 12.5),
  reads('EUR 12.50', 12.5),
  reads('12.50 EUR', 12.5),
  reads('１２.50', 12.5),
  reads('0.00', 0),
  reads('--', 0),
  reads(' -- ', 0),
  reads('—', 0),
  reads('', 0),
  reads('12.500', 12_512.75, '12,75'),
  reads('12,500', 12_512.75, '12.75'),
  {
    name: 'a cost that may mean thousands',
    file: costs('1.234', '12.50'),
    rows: 2,
    sums: { EUR: [null, 20, 13.734, null, null] },
    warnings: [[1, null, 'NUMBER_AMBIGUOUS']],
  },
  {
    name: 'a power of ten',
    file: google('2026-09-01,Heron,81,USD,1.5E+06,20,2.5E+03,2'),
    rows: 1,
    sums: { USD: [1_500_000, 20, 2_500, 2, null] },
    warnings: [
      [2, 'Impr.', 'FIGURE_ROUNDED'],
      [2, 'Cost', 'FIGURE_ROUNDED'],
    ],
  },
  {
    name: 'values of conversions below zero',
    file: lines(
      'Day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value',
      '2026-09-01,Heron,81,USD,200,20,$5.00,2,($7.50)',
      '2026-09-02,Heron,81,USD,200,20,$5.00,2,-7.50',
      '2026-09-03,Heron,81,USD,200,20,$5.00,2,−7.50',
    ),
    rows: 3,
    sums: { USD: [600, 60, 15, 6, null] },
    warnings: [
      [2, 'Conv. value', 'FIGURE_NEGATIVE'],
      [3, 'Conv. value', 'FIGURE_NEGATIVE'],
      [4, 'Conv. value', 'FIGURE_NEGATIVE'],
    ],
  },
  {
    name: 'impressions below zero: the row keeps its money',
    file: google(day('2026-09-01'), '2026-09-02,Heron,81,USD,-200,20,5.00,2'),
    rows: 2,
    sums: { USD: [200, 40, 10, 4, null] },
    warnings: [[3, 'Impr.', 'FIGURE_NEGATIVE']],
  },
  ...['-5.00', 'abc', '5.00%', '< 10%', '1.2.3,4', '#DIV/0!', '1.5K', '5.00-'].map((cost) => ({
    name: `a cost that is no amount: ${cost}`,
    file: google(day('2026-09-01'), `2026-09-02,Heron,81,USD,200,20,"${cost}",2`),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']] as const,
    status: 'partial' as const,
  })),
  ...['2.5', '< 10%', '50.0%', 'many'].map((clicks) => ({
    name: `clicks that are no number: ${clicks}`,
    file: google(day('2026-09-01'), `2026-09-02,Heron,81,USD,200,${clicks},5.00,2`),
    rows: 2,
    sums: { USD: [400, 20, 10, 4, null] },
    warnings: [[3, 'Clicks', 'FIGURE_UNREADABLE']] as const,
  })),
  {
    name: 'rates, shares and states beside the figures are no figures',
    file: lines(
      'Day,Campaign,Campaign state,Currency code,Impr.,Clicks,Cost,CTR,Search impr. share,Avg. CPC,Conv. rate',
      '2026-09-01,Heron,Enabled,USD,200,20,5.00,10.00%,< 10%,0.25,> 90%',
    ),
    rows: 1,
    sums: { USD: [200, 20, 5, null, null] },
  },
  {
    name: 'money of the query language',
    file: lines(
      'segments.date,campaign.id,campaign.name,customer.currency_code,metrics.impressions,metrics.clicks,metrics.cost_micros,metrics.conversions',
      '2026-09-01,81,Heron,USD,200,20,5000000,2.0',
    ),
    rows: 1,
    sums: { USD: [200, 20, 5, 2, null] },
  },
];

/** Figures that are probably wrong, and files whose columns or rows do not fit. */
export const plausible: readonly ImportCase[] = [
  {
    name: 'micros under a header of units',
    file: google('2026-09-01,Heron,81,USD,200,20,5000000,2'),
    rows: 1,
    sums: { USD: [200, 20, 5_000_000, 2, null] },
    warnings: [[1, 'Cost', 'COST_SCALE']],
  },
  {
    name: 'units under a header of micros',
    file: lines('Day,Campaign,Currency code,Clicks,Cost micros', '2026-09-01,Heron,USD,20,5'),
    rows: 1,
    sums: { USD: [null, 20, 0.000005, null, null] },
    warnings: [[1, 'Cost micros', 'COST_SCALE']],
  },
  {
    name: 'one row of many in micros',
    file: google(
      ...Array.from({ length: 9 }, (_, i) => `2026-09-0${i + 1},C${i},9${i},USD,20000,2000,500.00,2`),
      '2026-09-10,Heron,81,USD,200,20,5000000,2',
    ),
    rows: 10,
    sums: { USD: [180_200, 18_020, 5_004_500, 20, null] },
    warnings: [[11, 'Cost', 'COST_SCALE']],
  },
  {
    name: 'a click of some thousand rupiah is nothing odd',
    file: google('2026-09-01,Heron,81,IDR,200,20,1500000,2'),
    rows: 1,
    sums: { IDR: [200, 20, 1_500_000, 2, null] },
  },
  {
    name: 'a day with 30 times the others',
    file: google(
      ...[1, 2, 3, 4, 5].map((n) => day(`2026-09-0${n}`)),
      '2026-09-06,Heron,81,USD,6000,600,150.00,60',
    ),
    rows: 6,
    sums: { USD: [7_000, 700, 175, 70, null] },
    warnings: [
      [7, null, 'DAY_SUDDEN'],
      [7, null, 'DAY_SUDDEN'],
      [7, null, 'DAY_SUDDEN'],
    ],
  },
  {
    name: 'a day with 10 times the others is a good day',
    file: google(
      ...[1, 2, 3, 4, 5].map((n) => day(`2026-09-0${n}`)),
      '2026-09-06,Heron,81,USD,2000,200,50.00,20',
    ),
    rows: 6,
    sums: { USD: [3_000, 300, 75, 30, null] },
  },
  {
    name: 'more clicks than impressions in all of the file: the columns are probably swapped',
    file: google('2026-09-01,Heron,81,USD,20,200,5.00,2', '2026-09-02,Heron,81,USD,30,300,5.00,2'),
    rows: 2,
    sums: { USD: [50, 500, 10, 4, null] },
    warnings: [[1, 'Clicks', 'CLICKS_ABOVE_IMPRESSIONS']],
  },
  {
    name: 'conversions in millionths',
    file: google('2026-09-01,Heron,81,USD,200,20,5.00,2000000'),
    rows: 1,
    sums: { USD: [200, 20, 5, 2_000_000, null] },
    warnings: [[1, 'Conversions', 'CONVERSIONS_ABOVE_IMPRESSIONS']],
  },
  {
    name: 'values of conversions in micros',
    file: lines(
      'Day,Campaign,Currency code,Clicks,Cost,Conv. value',
      '2026-09-01,Heron,USD,20,5.00,90000000',
    ),
    rows: 1,
    sums: { USD: [null, 20, 5, null, 90_000_000] },
    warnings: [[1, 'Conv. value', 'VALUE_SCALE']],
  },
  {
    name: 'a comma of decimals that parts cells: the line has one cell too many',
    file: google(day('2026-09-01'), '2026-09-02,Heron,81,USD,200,20,5,00,2'),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'a line that ends before its figures',
    file: google(day('2026-09-01'), '2026-09-02,Heron,81,USD,200,20'),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
];
