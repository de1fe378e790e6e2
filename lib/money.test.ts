import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireExact, exactInteger, MAX_MICROS, microsToDecimal, splitEvenly } from './money.ts';

describe('money', () => {
  it('splits a budget into parts that add up to it exactly and differ by one micro at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MICROS }), fc.integer({ min: 1, max: 9 }), (total, parts) => {
        const shares = splitEvenly(total, parts);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('writes a sum above 2^53 digit by digit and a smaller one as a number', () => {
    expect(exactInteger(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
    expect(exactInteger(9_007_199_254_740_993n)).toBe('9007199254740993');
  });

  it('refuses a sum that a JSON number cannot hold exactly', () => {
    expect(() => requireExact(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError);
  });

  it.each([
    [50_000_000, '50.00'],
    [10_500_000, '10.50'],
    [1, '0.000001'],
    [-1_234_560_000, '-1234.56'],
    [MAX_MICROS, '9000000000.00'],
  ])('writes %d micros as %s', (micros, text) => {
    expect(microsToDecimal(micros)).toBe(text);
  });
});
