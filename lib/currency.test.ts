import { expect, it } from 'vitest';
import { smallestUnitMicros } from './currency.ts';

it.each([
  ['USD', 10_000],
  ['JPY', 1_000_000],
  ['KWD', 1_000],
  ['XTS', 10_000],
])('the smallest amount of %s is %i micros, the first time and the second', (currency, micros) => {
  expect([smallestUnitMicros(currency), smallestUnitMicros(currency)]).toEqual([micros, micros]);
});

it('what is no currency code is refused', () => {
  expect(() => smallestUnitMicros('EURO')).toThrow(RangeError);
});
