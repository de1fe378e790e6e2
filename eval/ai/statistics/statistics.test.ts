import { describe, expect, it } from 'vitest';
import { bootstrapQuantile, bootstrapShare, quantile, wilson } from './intervals.ts';
import { weightedKappa } from './kappa.ts';
import { randomFrom, shuffled } from './random.ts';

describe('intervals', () => {
  it("Wilson's interval is that of the textbooks", () => {
    // Brown, Cai and DasGupta (2001): 15 of 50 → 0.191 to 0.438
    const { low = 0, high = 0 } = wilson(15, 50) ?? {};
    expect(low).toBeCloseTo(0.191, 3);
    expect(high).toBeCloseTo(0.4375, 3);
    expect(wilson(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(wilson(10, 10)).toMatchObject({ value: 1, high: 1 });
    expect(wilson(0, 0)).toBeNull();
  });

  it('the bootstrap holds the true share in about 95 of 100 samples, and is the same for the same seed', () => {
    const random = randomFrom(7);
    const samples = Array.from({ length: 40 }, () =>
      Array.from({ length: 30 }, () => {
        const whole = 5 + Math.floor(random() * 10);
        const part = Array.from({ length: whole }, random).filter((x) => x < 0.3).length;
        return { part, whole };
      }),
    );
    const held = samples.filter((sample, i) => {
      const { low = 1, high = 0 } = bootstrapShare(sample, i) ?? {};
      return low <= 0.3 && 0.3 <= high;
    }).length;
    expect(held).toBeGreaterThanOrEqual(34);
    expect(bootstrapShare(samples[0] ?? [], 3)).toEqual(bootstrapShare(samples[0] ?? [], 3));
    expect(bootstrapShare([{ part: 0, whole: 0 }], 1)).toBeNull();
    const none = Array.from({ length: 40 }, () => ({ part: 0, whole: 9 }));
    expect(bootstrapShare(none, 1)).toEqual(wilson(0, 40));
  });

  it('a quantile is a value that occurred', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(bootstrapQuantile([], 0.5, 1)).toBeNull();
  });
});

describe('weighted kappa', () => {
  it('is 1 for the same scores, below 0 for opposite ones, and unknown where chance explains all', () => {
    expect(
      weightedKappa([
        [1, 1],
        [3, 3],
        [5, 5],
      ]),
    ).toBe(1);
    expect(
      weightedKappa([
        [1, 5],
        [3, 3],
        [5, 1],
      ]),
    ).toBeLessThan(0);
    expect(
      weightedKappa([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull();
    expect(weightedKappa([])).toBeNull();
  });

  it('is that of a table worked by hand', () => {
    const pairs = [
      [1, 2],
      [2, 2],
      [3, 3],
      [3, 4],
    ] as const;
    // observed: 1 + 0 + 0 + 1 = 2; expected: each first score with each second one, 15 + 5 + 3 + 3 = 26, over 4 pairs
    expect(weightedKappa(pairs)).toBeCloseTo(1 - 2 / 6.5, 10);
  });
});

it('shuffling loses nothing and depends on the seed alone', () => {
  const items = Array.from({ length: 30 }, (_, i) => i);
  expect(shuffled(items, 4)).toEqual(shuffled(items, 4));
  expect(shuffled(items, 4)).not.toEqual(shuffled(items, 5));
  expect(shuffled(items, 4).toSorted((a, b) => a - b)).toEqual(items);
});
