import { expect, it } from 'vitest';
import { countsAsProved } from './address-proof.ts';

it("an address counts as its person's once it is proved, or where nobody asks for a proof", () => {
  const since = new Date(0);
  expect(countsAsProved('required', null)).toBe(false);
  expect(countsAsProved('required', since)).toBe(true);
  expect(countsAsProved('off', null)).toBe(true);
  expect(countsAsProved('off', since)).toBe(true);
});
