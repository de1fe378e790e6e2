import type { ImportCase } from '../import-case.ts';
import { lines } from '../report-text.ts';

/** Currencies: of the row, the header, a sign, a choice, or of nothing. */
export const currencies: readonly ImportCase[] = [
  {
    name: 'a code in small letters',
    file: lines('Day,Campaign,Currency code,Clicks,Cost', '2026-09-01,Heron,usd,20,5.00'),
    rows: 1,
    sums: { USD: [null, 20, 5, null, null] },
  },
  {
    name: 'a row without its code beside rows of one currency',
    file: lines(
      'Day,Campaign,Currency code,Clicks,Cost',
      '2026-09-01,Heron,USD,20,5.00',
      '2026-09-02,Heron,--,20,5.00',
      '2026-09-03,Heron,,20,5.00',
    ),
    rows: 3,
    sums: { USD: [null, 60, 15, null, null] },
  },
  {
    name: 'a row without its code beside rows of two currencies',
    file: lines(
      'Day,Campaign,Currency code,Clicks,Cost',
      '2026-09-01,Heron,USD,20,5.00',
      '2026-09-01,Crane,EUR,20,5.00',
      '2026-09-01,Stork,--,20,5.00',
    ),
    rows: 3,
    sums: { USD: [null, 20, 5, null, null], EUR: [null, 20, 5, null, null] },
    rejected: [[4, 'ROW_INVALID']],
    status: 'partial',
  },
  ...['Total Spent (USD)', 'Cost [USD]', 'Cost (in USD)', 'Cost USD', 'Spend in USD', 'USD Cost'].map(
    (header) => ({
      name: `a currency in the header "${header}"`,
      file: lines(`Day,Campaign,Clicks,${header}`, '2026-09-01,Heron,20,5.00'),
      said: { platform: 'google-ads' as const },
      rows: 1,
      sums: { USD: [null, 20, 5, null, null] },
      ...(header.startsWith('Total') ? { warnings: [[1, null, 'PLATFORM_DISAGREES']] as const } : {}),
    }),
  ),
  {
    name: 'a sign in the header',
    file: lines('Day,Campaign,Clicks,Cost (€)', '2026-09-01,Heron,20,5.00'),
    said: { platform: 'google-ads' },
    rows: 1,
    sums: { EUR: [null, 20, 5, null, null] },
  },
  ...(
    [
      ['£5.00', 'GBP'],
      ['5.00 €', 'EUR'],
      ['R$5.00', 'BRL'],
      ['5.00 zł', 'PLN'],
      ['5.00 Kč', 'CZK'],
      ['CHF 5.00', 'CHF'],
      ['US$5.00', 'USD'],
    ] as const
  ).map(([cost, currency]) => ({
    name: `money that says its currency: ${cost}`,
    file: lines('Day,Campaign,Impr.,Clicks,Cost', `2026-09-01,Heron,200,20,${cost}`),
    rows: 1,
    sums: { [currency]: [200, 20, 5, null, null] },
  })),
  {
    name: 'a sign that several currencies share',
    file: lines('Day,Campaign,Impr.,Clicks,Cost', '2026-09-01,Heron,200,20,$5.00'),
    refused: /"Currency code" is missing/,
  },
  {
    name: 'a sign that several currencies share, and a choice',
    file: lines('Day,Campaign,Impr.,Clicks,Cost', '2026-09-01,Heron,200,20,$5.00'),
    said: { currency: 'CAD' },
    rows: 1,
    sums: { CAD: [200, 20, 5, null, null] },
  },
  {
    name: 'money of two currencies and no column that says which',
    file: lines(
      'Day,Campaign,Impr.,Clicks,Cost',
      '2026-09-01,Heron,200,20,£5.00',
      '2026-09-01,Crane,200,20,€5.00',
    ),
    refused: /several currencies/,
  },
  {
    name: 'a row whose money says another currency than its code',
    file: lines(
      'Day,Campaign,Currency code,Clicks,Cost',
      '2026-09-01,Heron,USD,20,5.00',
      '2026-09-02,Heron,USD,20,€5.00',
    ),
    rows: 2,
    sums: { USD: [null, 20, 5, null, null] },
    rejected: [[3, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'a header that says another currency than the rows',
    file: lines('Day,Campaign,Currency code,Clicks,Cost (EUR)', '2026-09-01,Heron,USD,20,5.00'),
    refused: /The header says EUR/,
  },
  {
    name: 'a choice that the file does not share',
    file: lines('Day,Campaign,Impr.,Clicks,Cost', '2026-09-01,Heron,200,20,£5.00'),
    said: { currency: 'USD' },
    rows: 1,
    sums: { USD: [200, 20, 5, null, null] },
    warnings: [[1, null, 'CURRENCY_DISAGREES']],
  },
];
