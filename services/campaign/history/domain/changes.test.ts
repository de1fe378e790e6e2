import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesBetween } from './changes.ts';

it('names what changed by dotted path, with null for what one side lacks', () => {
  const before = { name: 'a', budget: { dailyMicros: 1 }, groups: [{ name: 'x' }, { name: 'y' }] };
  const after = { name: 'b', budget: { dailyMicros: 1, totalMicros: 9 }, groups: [{ name: 'x' }] };
  expect(changesBetween(before, after)).toEqual([
    { path: 'name', before: 'a', after: 'b' },
    { path: 'budget.totalMicros', before: null, after: 9 },
    { path: 'groups.1', before: { name: 'y' }, after: null },
  ]);
});

it.each([
  [[], [null]],
  [{ a: null }, {}],
])('names the whole where only a null is there or not: %j, %j', (before, after) => {
  expect(changesBetween({ x: before }, { x: after })).toEqual([{ path: 'x', before, after }]);
});

it.each([
  ['a list and an object', [1], { 0: 2 }],
  ['an object and null', { a: 1 }, null],
  ['null and an object', null, { a: 1 }],
  ['two texts', 'ab', 'ac'],
  ['a number and a list', 1, [1]],
  ['something and nothing', 'a', undefined],
  ['nothing and something', undefined, { a: 1 }],
])('names the whole of %s, here and below', (_, before, after) => {
  const change = { before: before ?? null, after: after ?? null };
  expect(changesBetween(before, after)).toEqual([{ path: '', ...change }]);
  expect(changesBetween({ x: { y: before } }, { x: { y: after } })).toEqual([{ path: 'x.y', ...change }]);
});

it('sees no difference between null and what is not there', () => {
  expect(changesBetween(null, undefined)).toEqual([]);
  expect(changesBetween(undefined, null)).toEqual([]);
});

it('is empty for the same value and never empty for another one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(changesBetween(a, structuredClone(a))).toEqual([]);
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(changesBetween(a, b).length === 0).toBe(same);
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
