import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountOf, microsOf, shares } from './money.ts';

it('shares add up exactly, differ by a cent at most, and come back from the wire as they went', () => {
  const cents = fc.integer({ min: 100, max: 9_000_000_000 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 1, max: 50 }), (amount, parts) => {
      const split = shares(amount * 10_000, 'USD', parts);
      expect(split.reduce((sum, share) => sum + share, 0)).toBe(amount * 10_000);
      expect(Math.max(...split) - Math.min(...split)).toBeLessThanOrEqual(10_000);
      for (const share of split) {
        expect(amountOf(share, 'USD').amount).toMatch(/^\d+\.\d{2}$/);
        expect(microsOf(amountOf(share, 'USD'))).toBe(share);
      }
    }),
    { numRuns: 200 },
  );
});

it('shares of a currency without cents are whole', () => {
  expect(shares(10_000_000_000, 'JPY', 3)).toEqual([3_334_000_000, 3_333_000_000, 3_333_000_000]);
});
