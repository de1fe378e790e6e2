import { expect, it } from 'vitest';
import { bearable, percentile, reportOf } from './report.ts';

const options = { pairs: 3, seconds: 1, rate: 1, times: 100 };
const sent = { lists: { 200: 3 }, uploads: { 429: 1 } };
const pair = (alone: number, beside: number, failed = 0) => ({
  alone: { ms: [alone], failed: 0 },
  beside: { ms: [beside], failed },
  sent,
  load: 0.5,
});
const verdictOf = (pairs: ReturnType<typeof pair>[]) => reportOf(pairs, options).at(-1);

it('a percentile is one of the values, and the greatest where there are few', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([3, 1], 0.99)]).toEqual([
    50, 99, 3,
  ]);
});

it.each([
  [100, 150, true],
  [100, 151, false],
  [10, 60, true],
  [10, 61, false],
  [200, 300, true],
])('%i ms alone and %i ms beside a neighbour is bearable: %s', (alone, beside, expected) => {
  expect(bearable(alone, beside)).toBe(expected);
});

it('one bad pair of three is told and does not break the promise of the medians; two do', () => {
  expect(verdictOf([pair(10, 20), pair(10, 20), pair(10, 500)])).toContain(
    'holds for the medians, and for 2 of 3',
  );
  expect(verdictOf([pair(10, 20), pair(10, 500), pair(10, 500)])).toContain('DOES NOT HOLD');
});

it('figures of a machine that was busy with something else are said to be worth little', () => {
  expect(verdictOf([pair(10, 20), pair(30, 40)])).toContain('holds');
  expect(verdictOf([pair(10, 20), pair(31, 40)])).toContain('SAYS LITTLE');
});

it('a read that failed breaks the promise', () => {
  expect(verdictOf([pair(10, 20), pair(10, 20), pair(10, 20, 1)])).toContain('DOES NOT HOLD');
});
