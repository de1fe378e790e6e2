import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, currencyOfSign, decimalMarkOf, millionthsOf } from './numbers.ts';

describe('millionthsOf', () => {
  it.each([
    ['1,316.14', '.', 1_316_140_000],
    ['1.234,56', ',', 1_234_560_000],
    ['1\u202f234', ',', 1_234_000_000],
    ['1 234,5', ',', 1_234_500_000],
    ["1'234.50", '.', 1_234_500_000],
    ['$107.00', '.', 107_000_000],
    ['US$1,000.00', '.', 1_000_000_000],
    ['12,34 €', ',', 12_340_000],
    ['£2,000.50', '.', 2_000_500_000],
    ['CHF 12.30', '.', 12_300_000],
    ['-5.00', '.', -5_000_000],
    ['0.1234567', '.', 123_457],
    ['1,23,456.00', '.', 123_456_000_000],
    ['.5', '.', 500_000],
    ['--', '.', null],
    [' -- ', '.', null],
    ['', '.', null],
  ] as const)('reads %j with decimal %j as %j', (cell, mark, value) => {
    expect(millionthsOf(cell, mark)).toBe(value);
  });

  it.each([['abc'], ['1.2.3'], ['1,2.5'], ['12,34.5'], ['50.0%'], ['< 10%'], ['99999999999999999'], ['1e5']])(
    'does not make a number of %j',
    (cell) => {
      expect(millionthsOf(cell, '.')).toBeNaN();
    },
  );

  it('reads back every amount that a language may write', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900_000_000_000 }),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'pt-BR', 'es-ES', 'de-CH', 'en-IN'),
        (cents, locale) => {
          const cell = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100);
          const mark = ['en-US', 'de-CH', 'en-IN'].includes(locale) ? '.' : ',';
          expect(millionthsOf(cell, mark)).toBe(cents * 10_000);
        },
      ),
      { seed: 4 },
    );
  });
});

it('takes only whole numbers as counts', () => {
  expect(countOf('1,234', '.')).toBe(1234);
  expect(countOf('1.5', '.')).toBeNaN();
  expect(countOf('--', '.')).toBeNull();
});

describe('decimalMarkOf', () => {
  it.each([
    ['both marks, comma last', ['1.234,56'], [], 'en', ','],
    ['both marks, dot last', ['1,234.56'], [], 'de', '.'],
    ['two decimals after a comma', ['12,34', '1.234'], [], 'en', ','],
    ['two dots', ['1.234.567'], [], 'en', ','],
    ['a count grouped by dots', ['1.234'], ['2.345'], 'en', ','],
    ['nothing that tells, in German', ['1.234'], [], 'de', ','],
    ['nothing that tells, in English', ['1,234'], [], 'en', '.'],
    ['three decimals below one', ['0.123'], [], 'de', '.'],
  ] as const)('follows %s', (_name, measures, counts, language, mark) => {
    expect(decimalMarkOf(measures, counts, language)).toBe(mark);
  });
});

it.each([
  ['12,34 €', 'EUR'],
  ['£2', 'GBP'],
  ['R$ 12,00', 'BRL'],
  ['US$12', 'USD'],
  ['12.00 SEK', 'SEK'],
  ['CHF 12', 'CHF'],
  ['$12', null],
  ['¥12', null],
  ['12.00', null],
])('reads the currency of %j as %j', (cell, currency) => {
  expect(currencyOfSign(cell)).toBe(currency);
});
