import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, currencyOfSign, DecimalVotes, millionthsOf } from './numbers.ts';

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
    ['5 €', '.', 5_000_000],
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

  it.each([
    ['abc'],
    ['1.2.3'],
    ['1,2.5'],
    ['12,34.5'],
    ['50.0%'],
    ['< 10%'],
    ['99999999999999999'],
    ['1e'],
    ['1e-9'],
    ['1e99'],
    ['1,2e5'],
  ])('does not make a number of %j', (cell) => {
    expect(millionthsOf(cell, '.')).toBeNaN();
  });

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

describe('what stands around the digits', () => {
  it.each([
    ['5\u00a0000'],
    ['5\u2007000'],
    ['5\u2009000'],
    ['5\u202f000'],
    ['5 0 0 0'],
    ['5\u2019000'],
    ["5'000"],
    ['5000 €'],
    ['€5000'],
    ['€ 5000'],
    ['A$5000'],
    ['CA$ 5000'],
    ['R$5000'],
    ['EUR 5000'],
    ['EUR5000'],
    ['5000 SEK'],
    ['5000SEK'],
    ['5,000'],
    ['5,000.'],
  ])('is left out of %j', (cell) => {
    expect(millionthsOf(cell, '.')).toBe(5_000_000_000);
  });

  it.each(['-5', '\u22125', '- 5', '-$5', '$-5', 'US$-5', '-5 €', 'EUR -5'])(
    'leaves its sign to %j',
    (cell) => {
      expect(millionthsOf(cell, '.')).toBe(-5_000_000);
    },
  );

  it.each(['', ' ', '-', ' - ', '--', '\u2013', '\u2014', 'n/a', 'N/A'])(
    'says by %j that there is no number',
    (cell) => {
      expect(millionthsOf(cell, '.')).toBeNull();
    },
  );

  it.each([
    '--5',
    '5-',
    '$$5',
    '5 €€',
    'USDT 5',
    '5 USDX',
    'about 5',
    '5 €5',
    '$',
    'USD',
    '.',
    ',',
    '-.',
    'n/a 5',
  ])('makes no number of %j', (cell) => {
    expect(millionthsOf(cell, '.')).toBeNaN();
  });
});

describe('groups of digits', () => {
  it.each([
    ['123,456', 123_456],
    ['12,345', 12_345],
    ['1,234,567', 1_234_567],
    ['12,34,567', 1_234_567],
    ['1,23,45,678.0', 12_345_678],
  ])('in %j make %d', (cell, units) => {
    const other = cell.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
    expect(millionthsOf(cell, '.')).toBe(units * 1_000_000);
    expect(millionthsOf(other, ',')).toBe(units * 1_000_000);
  });

  it.each(['1234,567', '1,2345', '1,23', '1,2,345', '1,2345,678', ',123', '1,', '1.5,0', '1.5,000', '1.2.3'])(
    'cannot be so in %j',
    (cell) => {
      const other = cell.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
      expect(millionthsOf(cell, '.')).toBeNaN();
      expect(millionthsOf(other, ',')).toBeNaN();
    },
  );
});

it.each([
  ['0.1234564', 123_456],
  ['0.12345649', 123_456],
  ['0.1234565', 123_457],
  ['-0.1234565', -123_457],
  ['0.9999999', 1_000_000],
  ['9007199254.740991', Number.MAX_SAFE_INTEGER],
  ['9007199254.740992', NaN],
  [`${'0'.repeat(58)}.5`, 500_000],
  [`${'0'.repeat(59)}.5`, NaN],
])('keeps six decimals of %s exactly, or makes no number of it', (cell, value) => {
  expect(millionthsOf(cell, '.')).toBe(value);
});

it('takes only whole numbers as counts', () => {
  expect(countOf('1,234', '.')).toBe(1234);
  expect(countOf('-3', '.')).toBe(-3);
  expect(countOf('5.00', '.')).toBe(5);
  expect(countOf('1.5', '.')).toBeNaN();
  expect(countOf('many', '.')).toBeNaN();
  expect(countOf('--', '.')).toBeNull();
});

it('takes counts as large as a number can be exact', () => {
  expect(countOf('9,007,199,255', '.')).toBe(9_007_199_255);
  expect(countOf('9007199254740991', '.')).toBe(Number.MAX_SAFE_INTEGER);
  expect(countOf('9007199254740992', '.')).toBeNaN();
});

describe('the decimal mark of a file', () => {
  it.each([
    ['both marks, comma last', ['1.234,56'], [], 'en', ','],
    ['both marks, dot last', ['1,234.56'], [], 'de', '.'],
    ['two decimals after a comma', ['12,34', '1.234'], [], 'en', ','],
    ['two dots', ['1.234.567'], [], 'en', ','],
    ['a count grouped by dots', ['1.234'], ['2.345'], 'en', ','],
    ['nothing that tells, in German', ['1.234'], [], 'de', ','],
    ['nothing that tells, in English', ['1,234'], [], 'en', '.'],
    ['three decimals below one', ['0.123'], [], 'de', '.'],
    ['three decimals below one, negative', ['-0,123'], [], 'en', ','],
    ['three decimals without a zero', ['.123'], [], 'de', '.'],
    ['three decimals without a zero, negative', ['-.123'], [], 'de', '.'],
    ['a comma before anything', [',5'], [], 'en', ','],
    ['a comma before a dot, though it is first', [',5.000'], [], 'de', '.'],
    ['three digits after four', ['1234.567'], [], 'de', '.'],
    ['four digits after a dot', ['1.2345'], [], 'de', '.'],
    ['nothing in three digits after three, in German', ['123.456'], [], 'de', ','],
    ['nothing in three digits after three, in English', ['123,456'], [], 'en', '.'],
    ['two commas', ['1,234,567'], [], 'de', '.'],
    ['a money sign no more than a letter', ['€ 12,34'], [], 'en', ','],
    ['the majority of dots', ['1,5', '1.5', '2.5'], [], 'de', '.'],
    ['the majority of commas', ['1.5', '1,5', '2,5'], [], 'en', ','],
    ['its language when the cells are even, in German', ['1.5', '1,5'], [], 'de', ','],
    ['its language when the cells are even, in English', ['1.5', '1,5'], [], 'en', '.'],
    ['cells without a mark in no way', ['5', '--', ''], ['7', '--'], 'fr', ','],
    ['counts of two digits grouped by dots', [], ['12.345'], 'en', ','],
    ['counts of three digits grouped by dots', [], ['123.456'], 'en', ','],
    ['counts of one digit grouped by commas', [], ['1,234'], 'de', '.'],
    ['counts of three digits grouped by commas', [], ['123,456'], 'de', '.'],
    ['no count with a dot that does not group', [], ['1234.567', '1.2345', '1.23'], 'en', '.'],
    ['no count with a comma that does not group', [], ['1234,567', '1,2345', '1,23'], 'de', ','],
  ] as const)('follows %s', (_name, measures, counts, language, mark) => {
    const votes = new DecimalVotes();
    for (const cell of measures) votes.measure(cell);
    for (const cell of counts) votes.count(cell);
    expect(votes.mark(language)).toBe(mark);
  });
});

it.each([
  ['12,34 €', 'EUR'],
  ['€12', 'EUR'],
  ['£2', 'GBP'],
  ['₹ 2', 'INR'],
  ['R$ 12,00', 'BRL'],
  ['US$12', 'USD'],
  ['C$12', 'CAD'],
  ['CA$12', 'CAD'],
  ['A$12', 'AUD'],
  ['AU$12', 'AUD'],
  ['12.00 SEK', 'SEK'],
  ['12.00\u00a0SEK', 'SEK'],
  ['12.00\u202fSEK', 'SEK'],
  ['12SEK', 'SEK'],
  ['CHF 12', 'CHF'],
  ['CHF\u00a012', 'CHF'],
  ['CHF\u202f12', 'CHF'],
  ['CHF12', 'CHF'],
  ['CHF -12', 'CHF'],
  ['-CHF 12', 'CHF'],
  ['CHF .50', 'CHF'],
  ['$12', null],
  ['¥12', null],
  ['12 kr', null],
  ['12.00', null],
  ['XCHF 12', null],
  ['CHF twelve', null],
  ['12 SEKX', null],
  ['a SEK', null],
  ['', null],
])('reads the currency of %j as %j', (cell, currency) => {
  expect(currencyOfSign(cell)).toBe(currency);
});
