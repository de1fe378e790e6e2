import { describe, expect, it } from 'vitest';
import { boundOf, isShown } from './proof.ts';
import { proof as forgeries } from './proofs/forgeries.ts';
import { Random } from './random.ts';
import { aucOf, medianOf } from './statistics.ts';

describe('a proof', () => {
  it.each([
    [20_000, 0, '0 of 20000: fewer than 1.5e-4 with 95 % confidence (3/N)'],
    [3_000, 2, '2 of 3000'],
  ])('of %i tries with %i finds says what that proves', (tried, found, expected) => {
    expect(boundOf({ tried, found })).toBe(expected);
  });

  it('is shown by finding nothing, or, where a fault is planted, by finding it', () => {
    const nothing = { tried: 9, found: 0, lines: [] };
    const something = { ...nothing, found: 3 };
    expect([isShown(nothing, false), isShown(something, false)]).toEqual([true, false]);
    expect([isShown(nothing, true), isShown(something, true)]).toEqual([false, true]);
  });

  it('tries the same things for the same seed', () => {
    const numbers = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 100 }, () => random.whole(1, 6));
    };
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    expect(new Set(numbers(3))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });
});

describe('how well two samples are told apart', () => {
  it.each([
    [[1, 2, 3], [4, 5, 6], 1],
    [[4, 5, 6], [1, 2, 3], 0],
    [[1, 2, 3], [1, 2, 3], 0.5],
    [[1, 3], [2, 4], 0.75],
    [[1, 1, 1], [1, 1, 1], 0.5],
  ])('%j and %j: %d', (a, b, expected) => {
    expect(aucOf(a, b)).toBe(expected);
  });

  it('the middle of values is between the others', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
  });
});

describe('forged tokens', () => {
  it('a thousand of them are nobody', async () => {
    const { tried, found, lines } = await forgeries.run({ seed: 20_261_127, runs: 1_000, fault: false });
    expect(found).toBe(0);
    expect(tried).toBeGreaterThan(990);
    expect(lines).toHaveLength(11);
  });

  it('find out every reader that forgets to look at one thing, so that the zero can fail', async () => {
    const { found, lines } = await forgeries.run({ seed: 20_261_127, runs: 500, fault: true });
    expect(lines).toHaveLength(8);
    expect(found).toBe(8);
  });
});
