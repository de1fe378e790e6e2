import { describe, expect, it } from 'vitest';
import { plausible } from '../../tests/reading.ts';
import { readReport } from './testing/read-report.ts';

const options = { platform: null, currency: null, columns: {} };
const header = 'Day\tCampaign\tCurrency code\tClicks';
const good = '2026-01-01\tBrand\tUSD\t5';

const read = (...lines: string[]) =>
  readReport(new TextEncoder().encode([header, ...lines].join('\n')), options, {
    today: '2026-03-15',
    plausible,
  });

describe('a row of totals is no data', () => {
  it.each([
    'Total',
    'TOTAL',
    'Totals',
    'Grand total',
    'Totale',
    'Totales',
    'Totaal',
    'Gesamt',
    'Gesamtsumme',
    'Gesamtergebnis',
    'Summe',
    'Sum',
    'Total: Account',
    ' --\tTotal',
    '-\t--\tTotal: account',
    '\tSum',
  ])('below the last day when it is called %j', (label) => {
    expect(read(good, `${label}\tx`, label)).toMatchObject({
      rows: 1,
      rejected: [],
      facts: [{ lines: [2] }],
    });
  });

  it.each([
    'Total: Campaigns',
    'total :',
    'Gesamt\u00a0: Konto',
    'Total\u202f: compte',
    'Grand totals:',
    'SUM:\tx',
  ])('between days too when it is called %j', (label) => {
    expect(read(good, label, good)).toMatchObject({ rows: 2, rejected: [] });
  });

  it.each(['Total', 'Summe', ' --\tTotal', 'Razem', '合計', 'Suma', 'Łącznie: konto', '合計：アカウント'])(
    'between days and above them when it is only called %j',
    (label) => {
      expect(read(good, label, good)).toMatchObject({ rows: 2, rejected: [] });
      expect(read(label, good)).toMatchObject({ rows: 1, rejected: [] });
    },
  );

  it.each([
    'Subtotal',
    'Subtotal: x',
    'Total cost',
    'Total cost: x',
    'In total',
    'x\tTotal',
    '---\tTotal',
    'a--\tTotal',
    '--a\tTotal',
    ' -- ',
  ])('but when it is called %j: it is rejected, so that somebody sees it', (label) => {
    expect(read(good, label)).toMatchObject({ rows: 2, rejected: [{ line: 3, code: 'ROW_INVALID' }] });
  });

  it('but when it has a day: a campaign may be called Total', () => {
    expect(read('2026-01-01\tTotal\tUSD\t5', 'Total', '2026-01-02\tTotal:\tUSD\t5').facts).toHaveLength(2);
  });

  it('in a report that has nothing else', () => {
    expect(read('Total\t--\tUSD\t0')).toMatchObject({
      platform: 'google-ads',
      rows: 0,
      facts: [],
      rejected: [],
    });
  });
});

describe('a header that is repeated', () => {
  it('is no data', () => {
    expect(read(good, header, '2026-01-02\tBrand\tUSD\t6')).toMatchObject({ rows: 2, rejected: [] });
  });

  it('is one only when all its columns are', () => {
    expect(read(good, 'Day\tBrand\tUSD\tClicks')).toMatchObject({
      rows: 2,
      rejected: [{ line: 3, code: 'ROW_INVALID', message: 'Day "Day" is not a day.' }],
    });
  });
});
