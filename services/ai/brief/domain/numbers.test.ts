import { describe, expect, it } from 'vitest';
import { numberFacts } from './numbers.ts';

const facts = (text: string) => numberFacts(text).map(({ value, unit }) => `${value} ${unit}`.trim());

describe('a number is one, however it is written', () => {
  it.each([
    ['7', '7'],
    ['1000', '1000'],
    ['1,000', '1000'],
    ['1.000', '1000'],
    ["1'000", '1000'],
    ['1’000', '1000'],
    ['1 000', '1000'],
    ['1\u00a0000', '1000'],
    ['1\u202f000', '1000'],
    ['1.000.000', '1000000'],
    ['12,345,678', '12345678'],
    ['1.000,50', '1000.5'],
    ['2.5', '2.5'],
    ['2,50', '2.5'],
    ['2.55', '2.55'],
    ['2.5000', '2.5'],
    ['2.00', '2'],
    ['10.50', '10.5'],
    ['10', '10'],
    ['100', '100'],
    ['٣٠', '30'],
    ['٩٨', '98'],
    ['०७', '07'],
    ['３０', '30'],
  ])('%s is %s', (text, value) => expect(facts(text)).toEqual([value]));
});

describe('the unit of a number', () => {
  it.each([
    ...['30%', '30 %', '30 percent', '30 per cent', '30 Prozent', '30 pour cent', '30 por ciento'].map(
      (text) => [text, '30 %'],
    ),
    ...['$9', '$ 9', '9$', 'USD 9', 'USD9', '9 USD', '9 usd', '9 dollar', '9 dollars'].map((text) => [
      text,
      '9 USD',
    ]),
    ...['€9', '9 €', 'EUR 9', 'EUR9', '9 EUR', '9 euro', '9 Euros', '9 euros a month'].map((text) => [
      text,
      '9 EUR',
    ]),
    ...['£9', '9 £', 'GBP 9', '9 GBP'].map((text) => [text, '9 GBP']),
    ...['¥9', '9 ¥'].map((text) => [text, '9 JPY']),
    ...['₹9', '9 ₹'].map((text) => [text, '9 INR']),
    ...['CHF 9', 'CHF9', '9 CHF'].map((text) => [text, '9 CHF']),
    ...['3x', '3X', '3×', '3 x', '3x more'].map((text) => [text, '3 x']),
  ])('%s is %s', (text, fact) => expect(facts(text ?? '')).toEqual([fact]));

  it.each([
    ['9 eurozone states', ['9']],
    ['9 dollarisation plans', ['9']],
    ['Size 3xl', ['3']],
    ['A 3x4 grid', ['3', '4']],
    ['9 hours', ['9']],
    ['EUR or 9 hours', ['9']],
    ['9 and 8', ['9', '8']],
    ['2,5 of 10', ['2.5', '10']],
    ['since 2025 1000 teams', ['2025', '1000']],
    ['Nothing', []],
  ])('%s has no other: %s', (text, expected) => expect(facts(text)).toEqual(expected));
});

it('a number is told as it stands in the text, with its unit', () => {
  expect(numberFacts('Save 30 % of 1,000 hours, from $9 a month').map(({ text }) => text)).toEqual([
    '30 %',
    '1,000',
    '$9',
  ]);
});
