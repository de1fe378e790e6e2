import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MetricRow } from '../../../../contracts/analytics/facts.ts';
import { isPlainRow } from './plain-row.ts';

const usual = {
  campaignId: '01993e50-0000-7000-8000-000000000001',
  platform: 'google-ads',
  date: '2026-03-31',
  adGroup: 'Größe & Co',
  keyword: 'running shoes',
  impressions: 100,
  clicks: 5,
  costMicros: 1_250_000,
  conversions: 0.5,
  currency: 'USD',
};
const digits = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
/** Values around every limit, and of every kind. */
const anything = fc.oneof(
  fc.constantFrom(undefined, null, true, '', ' ', -1, -0, 0, 0.5, 23, 24, NaN, Infinity, 2 ** 53, [], {}),
  fc.constantFrom(9e12, 9e12 + 1, 9e9, 9e9 + 1, 9e15, 9e15 + 1, 'USD', 'usd', 'EURO', 'bing', 'linkedin-ads'),
  fc.constantFrom(
    'a\nb',
    'a\u2028',
    '\u200b',
    'a\ud800',
    '\ud800a',
    'é',
    '😀',
    'a😀',
    ' a',
    '~',
    '\u007f',
    'a\u0085',
  ),
  fc.constantFrom('0', 'x'.repeat(255), 'x'.repeat(256), '00000000-0000-0000-0000-000000000000'),
  fc
    .tuple(fc.constantFrom('1969', '1970', '2024', '2026', '2100', '2999', '9999'), digits(13), digits(32))
    .map((d) => d.join('-')),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.double(),
  fc.integer(),
);
const field = fc.constantFrom(
  ...Object.keys(usual),
  'hour',
  'ad',
  'conversionValueMicros',
  'spend',
  'toString',
);

it('a row that is taken at first sight is one that the contract takes, and reads alike', () => {
  let taken = 0;
  const changed = fc.array(fc.tuple(field, anything), { maxLength: 3 });
  fc.assert(
    fc.property(changed, (changes) => {
      const row: unknown = { ...usual, ...Object.fromEntries(changes) };
      if (!isPlainRow(row)) return;
      taken += 1;
      expect(MetricRow.parse(row)).toEqual({ conversions: 0, conversionValueMicros: 0, ...defined(row) });
    }),
    { numRuns: 20_000, seed: 7 },
  );
  expect(taken).toBeGreaterThan(2_000);
});

it('usual rows are taken at first sight, and what is no row is not', () => {
  expect(isPlainRow(usual)).toBe(true);
  expect([null, 'row', 7, [], [usual], undefined].map(isPlainRow)).not.toContain(true);
});

const defined = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
