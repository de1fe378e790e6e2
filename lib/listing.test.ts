import { expect, it } from 'vitest';
import { firstOf } from './listing.ts';

it('lists all of a few, and of many the first and how many were left out', () => {
  expect(firstOf(['a', 'b'], 2, '; ')).toBe('a; b');
  expect(firstOf(['a', 'b', 'c', 'd'], 2, '; ')).toBe('a; b (and 2 more)');
  expect(firstOf([], 2, '; ')).toBe('');
});
