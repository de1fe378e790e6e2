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
