import type { ImportCase } from '../import-case.ts';
import { day, google, lines, ONE_DAY, titled } from '../report-text.ts';

const TWO = [400, 40, 10, 4, null] as const;
const two = (total: string) => google(day('2026-09-01'), day('2026-09-02'), total);

/** Rows of totals: never counted, and held against the rows. */
export const totals: readonly ImportCase[] = [
  ...[
    'Total: Campaigns,--,--,USD,400,40,10.00,4',
    'Total: Account, --, --,USD,400,40,10.00,4.00',
    'Total,,,USD,400,40,10.00,4',
    'Grand total,,,,400,40,10.00,4',
    'Total: Filtered campaigns,,,USD,400,40,10.00,--',
    '--,Total,--,USD,400,40,10.00,4',
  ].map((total) => ({
    name: `a total at the end: ${total}`,
    file: two(total),
    rows: 2,
    sums: { USD: TWO },
  })),
  {
    name: 'a total above the days, without a colon',
    file: titled(
      'September 1, 2026 - September 2, 2026',
      'Total,--,--,USD,400,40,10.00,4',
      day('2026-09-01'),
      day('2026-09-02'),
    ),
    rows: 2,
    sums: { USD: TWO },
  },
  {
    name: 'a Polish total',
    file: lines(
      'Dzień;Kampania;Kod waluty;Koszt;Wyświetlenia;Kliknięcia',
      '2026-09-01;Bocian;PLN;27,40;2 500;31',
      'Łącznie: konto;--;PLN;27,40;2 500;31',
    ),
    rows: 1,
    sums: { PLN: [2_500, 31, 27.4, null, null] },
  },
  {
    name: 'a Japanese total',
    file: lines(
      '日,キャンペーン,通貨コード,表示回数,クリック数,費用',
      '2026/09/01,サギ,JPY,"2,500",31,"4,120"',
      '合計: アカウント,--,JPY,"2,500",31,"4,120"',
    ),
    rows: 1,
    sums: { JPY: [2_500, 31, 4_120, null, null] },
  },
  {
    name: 'the total of more rows than the file has: it was cut off',
    file: titled(
      'September 1, 2026 - September 3, 2026',
      day('2026-09-01'),
      'Total: Campaigns,--,--,USD,600,60,15.00,6',
    ),
    rows: 1,
    sums: { USD: ONE_DAY },
    warnings: [[5, 'Impr.', 'TOTAL_DISAGREES']],
  },
  {
    name: 'a total that differs in its cost alone',
    file: two('Total: Campaigns,--,--,USD,400,40,19.00,4'),
    rows: 2,
    sums: { USD: TWO },
    warnings: [[4, 'Cost', 'TOTAL_DISAGREES']],
  },
  {
    name: 'a total of the account beside one of the campaigns shown: one of them agrees',
    file: google(
      day('2026-09-01'),
      'Total: Campaigns,--,--,USD,200,20,5.00,2',
      'Total: Account,--,--,USD,9000,900,80.00,12',
    ),
    rows: 1,
    sums: { USD: ONE_DAY },
  },
  {
    name: 'a total that is rounded to cents',
    file: google(
      '2026-09-01,Heron,81,USD,1,1,0.333333,0',
      '2026-09-02,Heron,81,USD,1,1,0.333333,0',
      'Total,,,USD,2,2,0.67,0',
    ),
    rows: 2,
    sums: { USD: [2, 2, 0.666666, 0, null] },
  },
  {
    name: 'a campaign that is called like a total',
    file: google('2026-09-01,Total Wine,82,USD,200,20,5.00,2', '2026-09-02,Total,83,USD,200,20,5.00,2'),
    rows: 2,
    sums: { USD: TWO },
    facts: [
      ['2026-09-01', 'Total Wine'],
      ['2026-09-02', 'Total'],
    ],
  },
  {
    name: 'a subtotal of a campaign is no day and no total of the file',
    file: google(day('2026-09-01'), 'Heron subtotal,,,USD,200,20,5.00,2'),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'the header again below, as where two downloads were joined',
    file: google(day('2026-09-01')) + google(day('2026-09-02')),
    rows: 2,
    sums: { USD: TWO },
  },
  {
    name: 'another header below, with its columns in another order',
    file:
      google(day('2026-09-01')) +
      lines(
        'Day,Campaign,Campaign ID,Currency code,Clicks,Impr.,Cost,Conversions',
        '2026-09-02,Heron,81,USD,20,200,5.00,2',
      ),
    refused: /line 3 has another header/i,
  },
];
