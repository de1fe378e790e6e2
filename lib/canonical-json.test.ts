import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, sha256 } from './canonical-json.ts';

it('canonical JSON is valid JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('does not depend on the order of keys, and leaves undefined fields out', () => {
  expect(sha256({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(sha256({ b: [{ d: 3, c: 2 }], a: 1, e: undefined }));
  expect(sha256({ a: [1, 2] })).not.toBe(sha256({ a: [2, 1] }));
});
