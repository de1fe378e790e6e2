import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaCdf, gammaCdf, gammaQuantile, logGamma } from './special-functions.ts';

it('knows the gamma function where it has a closed form', () => {
  expect(logGamma(1)).toBeCloseTo(0, 13);
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  expect(logGamma(0.25)).toBeCloseTo(1.2880225246980774, 11);
});

it('knows the beta distribution where it has a closed form', () => {
  expect(betaCdf(0.3, 1, 1)).toBeCloseTo(0.3, 13);
  expect(betaCdf(0.3, 2, 1)).toBeCloseTo(0.09, 13);
  expect(betaCdf(0.5, 7.3, 7.3)).toBeCloseTo(0.5, 12);
  expect(betaCdf(0, 2, 3)).toBe(0);
  expect(betaCdf(1, 2, 3)).toBe(1);
});

it('knows the gamma distribution where it has a closed form', () => {
  expect(gammaCdf(2, 1)).toBeCloseTo(1 - Math.exp(-2), 13);
  expect(gammaCdf(0.5, 1)).toBeCloseTo(1 - Math.exp(-0.5), 13);
  expect(gammaCdf(3, 2)).toBeCloseTo(1 - 4 * Math.exp(-3), 13);
});

it.each([
  [0.001, 6.9071788853838534],
  [0.1, 2.252712651734206],
  [0.4, 0.7966778177017837],
  [0.7, 0.26086724653166654],
  [1.5, -0.12078223763524522],
  [10.5, 13.940625219403763],
  [100, 359.1342053695754],
  [3000, 21016.018485477896],
])('knows that ln Gamma(%d) is %d, as mpmath does', (x, value) => {
  expect(logGamma(x)).toBeCloseTo(value, 10);
});

const logFactorial = (n: number): number => {
  let log = 0;
  for (let k = 2; k <= n; k += 1) log += Math.log(k);
  return log;
};
const sumFrom = (first: number, last: number, term: (k: number) => number): number => {
  let sum = 0;
  for (let k = last; k >= first; k -= 1) sum += term(k);
  return sum;
};

it.each([
  [0.01, 5],
  [0.5, 20],
  [3, 30],
  [5, 1],
  [20, 20],
  [20.9, 20],
  [21.1, 20],
  [60, 20],
  [99, 100],
])('says of Gamma(%d) at shape %d what the tail of a Poisson says, small tails too', (x, shape) => {
  const poisson = (k: number) => Math.exp(k * Math.log(x) - x - logFactorial(k));
  expect(gammaCdf(x, shape) / sumFrom(shape, shape + 400, poisson)).toBeCloseTo(1, 11);
});

it.each([
  [0.001, 20, 5],
  [0.1, 3, 30],
  [0.05, 1, 10],
  [0.3, 2, 2],
  [0.5, 20, 5],
  [0.5, 50, 60],
  [0.9, 5, 20],
  [0.95, 40, 3],
  [0.999, 30, 1],
])('says of Beta at %d with %d and %d what the tail of a binomial says, small tails too', (x, a, b) => {
  const n = a + b - 1;
  const binomial = (k: number) =>
    Math.exp(
      logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(x) + (n - k) * Math.log1p(-x),
    );
  expect(betaCdf(x, a, b) / sumFrom(a, n, binomial)).toBeCloseTo(1, 11);
});

it.each([
  [gammaCdf, 0.3, 0.5, 0.56142197391900017],
  [gammaCdf, 2.5, 0.5, 0.97465268132253169],
  [gammaCdf, 8.29, 7.3, 0.68206574510679341],
  [gammaCdf, 8.31, 7.3, 0.68447724505088392],
  [gammaQuantile, 0.5, 1, Math.LN2],
  [gammaQuantile, 0.05, 20, 13.254651598346555],
  [gammaQuantile, 0.95, 20, 27.87923963944351],
  [gammaQuantile, 0.001, 0.5, 7.853985746312461e-7],
  [gammaQuantile, 0.999, 3000, 3172.112702952916],
])('knows what mpmath and SciPy know: %o at %d and %d', (ours, x, shape, theirs) => {
  expect(ours(x, shape) / theirs).toBeCloseTo(1, 11);
});

it.each([
  [0.2, 0.5, 0.5, 0.29516723530086658],
  [0.7, 2.5, 1.3, 0.51943597767129945],
  [0.4, 12.5, 17.3, 0.42290452472081635],
])('knows what mpmath knows of Beta at %d with %d and %d', (x, a, b, theirs) => {
  expect(betaCdf(x, a, b) / theirs).toBeCloseTo(1, 11);
});

it('knows no probability outside of a distribution', () => {
  expect([gammaCdf(0, 2), gammaCdf(-1, 2), betaCdf(-1, 2, 3)]).toEqual([0, 0, 0]);
  expect(betaCdf(2, 2, 3)).toBe(1);
});

it('finds quantiles far out in the tail', () => {
  expect(gammaQuantile(1 - 1e-12, 1)).toBeCloseTo(12 * Math.LN10, 3);
  expect(gammaQuantile(1 - 1e-9, 0.01)).toBeGreaterThan(10);
});

const shape = fc.double({ min: 0.3, max: 3000, noNaN: true });
const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });

it('mirrors: P(Beta(a,b) <= x) = 1 - P(Beta(b,a) <= 1-x)', () => {
  fc.assert(
    fc.property(shape, shape, probability, (a, b, x) => {
      expect(betaCdf(x, a, b)).toBeCloseTo(1 - betaCdf(1 - x, b, a), 9);
    }),
    { seed: 5 },
  );
});

it('inverts the gamma distribution', () => {
  fc.assert(
    fc.property(shape, probability, (a, p) => {
      expect(gammaCdf(gammaQuantile(p, a), a)).toBeCloseTo(p, 9);
    }),
    { seed: 6, numRuns: 40 },
  );
});
