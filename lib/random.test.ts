import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

it('the same seed gives the same sequence and another seed another one', () => {
  const first = take(20, seededRandom(42).next);
  expect(take(20, seededRandom(42).next)).toEqual(first);
  expect(take(20, seededRandom(43).next)).not.toEqual(first);
});

it('matches the published mulberry32 sequence for seed 1', () => {
  const random = seededRandom(1);
  expect(take(3, random.next).map((value) => Math.round(value * 4_294_967_296))).toEqual([
    2693262067, 11749833, 2265367787,
  ]);
});

it('whole numbers stay inside both ends and reach them', () => {
  const random = seededRandom(7);
  const drawn = new Set(take(500, () => random.int(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});

it('normal draws have the mean and deviation that were asked for', () => {
  const random = seededRandom(11);
  const drawn = take(20_000, () => random.normal(10, 2));
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
  expect(Math.abs(mean - 10)).toBeLessThan(0.1);
  expect(Math.abs(Math.sqrt(variance) - 2)).toBeLessThan(0.1);
});
