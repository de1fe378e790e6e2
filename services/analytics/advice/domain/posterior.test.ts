import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../../lib/random.ts';
import {
  differenceQuantiles,
  dispersionOf,
  pooledRate,
  type Posterior,
  posteriorOf,
  probabilityAbove,
} from './posterior.ts';
import { gammaQuantile } from './special-functions.ts';

const density = (x: number, { shape, rate }: Posterior): number => {
  let log = shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x;
  for (let i = 2; i < shape; i += 1) log -= Math.log(i);
  return Math.exp(log);
};

it('agrees with numeric integration of the two densities', () => {
  const a = { shape: 12, rate: 30 };
  const b = { shape: 9, rate: 28 };
  const step = 0.0005;
  let below = 0;
  let above = 0;
  for (let x = step / 2; x < 3; x += step) {
    const mass = density(x, b) * step;
    above += density(x, a) * step * (below + mass / 2);
    below += mass;
  }
  expect(probabilityAbove(a, 1, b, 1)).toBeCloseTo(above, 5);
});

const posterior = fc.record({
  shape: fc.double({ min: 0.5, max: 500, noNaN: true }),
  rate: fc.double({ min: 0.1, max: 5000, noNaN: true }),
});

it('gives A above B and B above A probabilities that add up to one', () => {
  fc.assert(
    fc.property(posterior, posterior, (a, b) => {
      expect(probabilityAbove(a, 1, b, 2) + probabilityAbove(b, 2, a, 1)).toBeCloseTo(1, 8);
    }),
    { seed: 7 },
  );
});

it('believes the pooled rate without data and the data with much of it', () => {
  const none = posteriorOf([], 0.2, 1);
  expect(none.shape / none.rate).toBeCloseTo(0.2, 12);
  const much = posteriorOf([{ results: 10_000, cost: 100_000 }], 0.2, 1);
  expect(much.shape / much.rate).toBeCloseTo(0.1, 3);
});

it('adds results and money to a prior worth 2.5 results, each divided by the dispersion', () => {
  const days = [
    { results: 10, cost: 100 },
    { results: 5, cost: 50 },
  ];
  expect(posteriorOf(days, 0.1, 1)).toEqual({ shape: 17.5, rate: 175 });
  expect(posteriorOf(days, 0.1, 2)).toEqual({ shape: 10, rate: 100 });
  expect(pooledRate(days)).toBe(0.1);
  expect(pooledRate([{ results: 3, cost: 0 }])).toBe(0);
});

it.each([
  [
    'days that vary twice as much as a Poisson does',
    [
      [
        [0, 10],
        [4, 10],
      ],
      [
        [1, 5],
        [1, 5],
      ],
    ],
    2,
  ],
  [
    'the same with a day without cost',
    [
      [
        [0, 10],
        [4, 10],
        [0, 0],
      ],
      [
        [1, 5],
        [1, 5],
      ],
    ],
    2,
  ],
  [
    'days of different cost',
    [
      [
        [0, 5],
        [6, 10],
      ],
    ],
    3,
  ],
  [
    'days that hardly vary',
    [
      [
        [2, 10],
        [2, 10],
      ],
    ],
    1,
  ],
  ['one day of each platform', [[[0, 10]], [[4, 10]]], 1],
  [
    'platforms without results',
    [
      [
        [0, 10],
        [0, 10],
      ],
      [
        [0, 10],
        [4, 10],
      ],
    ],
    4,
  ],
  ['no days', [[], []], 1],
])('finds the dispersion of %s', (_name, groups, dispersion) => {
  const days = groups.map((group) => group.map(([results = 0, cost = 0]) => ({ results, cost })));
  expect(dispersionOf(days)).toBeCloseTo(dispersion, 12);
});

it('compares two exponentials as their means compare', () => {
  const [a, b] = [
    { shape: 1, rate: 2 },
    { shape: 1, rate: 3 },
  ];
  expect(probabilityAbove(a, 1, b, 1)).toBeCloseTo(3 / 5, 12);
  expect(probabilityAbove(a, 1, b, 2)).toBeCloseTo(3 / 7, 12);
  expect(probabilityAbove(a, 4, b, 1)).toBeCloseTo(12 / 14, 12);
  expect(probabilityAbove(a, 0, b, 1)).toBe(0);
  expect(probabilityAbove(a, -1, b, 1)).toBe(0);
  expect(probabilityAbove(a, 1, b, 0)).toBe(1);
});

it('puts the ends of a difference where the outermost slices of both are', () => {
  const a = { shape: 40, rate: 100 };
  const b = { shape: 30, rate: 50 };
  const slice = (i: number, { shape, rate }: Posterior) => gammaQuantile((i + 0.5) / 100, shape) / rate;
  const [least = 0, most = 0] = differenceQuantiles(a, 2, b, 3, [0, 1]);
  expect(least).toBeCloseTo(2 * slice(0, a) - 3 * slice(99, b), 12);
  expect(most).toBeCloseTo(2 * slice(99, a) - 3 * slice(0, b), 12);
});

it('calls Poisson days undispersed and clustered days dispersed', () => {
  const random = seededRandom(11);
  const day = (scale: number) => {
    let results = 0;
    for (let i = 0; i < 1000; i += 1) if (random.next() < 0.01) results += scale;
    return { results, cost: 100 };
  };
  const poisson = Array.from({ length: 200 }, () => day(1));
  const clustered = Array.from({ length: 200 }, () => day(5));
  expect(dispersionOf([poisson])).toBeLessThan(1.3);
  expect(dispersionOf([clustered])).toBeGreaterThan(3.5);
  expect(pooledRate(poisson)).toBeCloseTo(0.1, 1);
  expect(dispersionOf([[], [{ results: 0, cost: 5 }]])).toBe(1);
});

it('puts quantiles of a difference where its probability says', () => {
  const a = { shape: 40, rate: 100 };
  const b = { shape: 30, rate: 100 };
  const [low = 0, middle = 0, high = 0] = differenceQuantiles(a, 1, b, 1, [0.1, 0.5, 0.9]);
  expect(low).toBeLessThan(middle);
  expect(middle).toBeCloseTo(0.1, 1);
  expect(high).toBeGreaterThan(middle);
  const p = probabilityAbove(a, 1, b, 1);
  expect(differenceQuantiles(a, 1, b, 1, [1 - p])[0]).toBeCloseTo(0, 2);
});
