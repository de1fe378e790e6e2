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
