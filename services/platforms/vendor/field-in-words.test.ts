import { expect, it } from 'vitest';
import { fieldInWords, stepsOfPath } from './field-in-words.ts';

it.each([
  ['/content/textAd/headline', 'text ad, headline'],
  ['/dailyBudget/amount', 'daily budget, amount'],
  ['/elements/0/name', 'elements 1, name'],
  ['/name', 'name'],
  ['/', ''],
])("a vendor's path %s is “%s” to people", (path, words) => {
  expect(fieldInWords(stepsOfPath(path))).toBe(words);
});

it('a step with a place counts from one, and what holds everything is not said', () => {
  const steps = [
    { name: 'mutate_operations', index: 3 },
    { name: 'responsive_search_ad' },
    { name: 'headlines', index: 1 },
    { name: 'text' },
  ];
  expect(fieldInWords(steps)).toBe('headlines 2, text');
});
