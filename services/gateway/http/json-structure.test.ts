import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkJson, type Part } from './json-structure.ts';

/** Walks to the end; gives the rows that were told, and the number of pauses. */
function walk(text: string): { rows: string[]; pauses: number } {
  const parts: Part[] = [];
  const pauses = [...walkJson(text, (part) => parts.push(part))].length;
  return { rows: parts.map(([start, end]) => text.slice(start, end)), pauses };
}
const refused = (detail: RegExp) =>
  expect.objectContaining({
    code: 'REQUEST_MALFORMED',
    public: { detail: expect.stringMatching(detail) as string },
  }) as Error;

describe('JSON text', () => {
  it('is let through whatever it holds, as long as it is neither deep nor said twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const named = JSON.stringify(value, (key, item: unknown) => (key === '__proto__' ? undefined : item));
        walk(named ?? 'null');
      }),
    );
  });

  it('is refused when it is nested above twenty', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => walk(nested(20))).not.toThrow();
    expect(() => walk(nested(21))).toThrow(refused(/deep/));
    expect(() => walk('{"a":'.repeat(10_000))).toThrow(refused(/deep/));
  });

  it('is refused when an object has above a thousand fields', () => {
    const fields = (count: number) => `{${Array.from({ length: count }, (_, i) => `"f${i}":1`).join(',')}}`;
    expect(() => walk(fields(1_000))).not.toThrow();
    expect(() => walk(fields(1_001))).toThrow(refused(/too many/));
    expect(() => walk(`[${fields(900)},${fields(900)}]`)).not.toThrow();
  });

  it.each([
    '{"role":"viewer","role":"owner"}',
    '{"a":{"b":1,"c":[{"b":1}],"b":2}}',
    '{"role":1,"r\\u006fle":2}',
    '{"a\\"b":1,"a\\"b":2}',
  ])('is refused when a field comes twice: %s', (text) => {
    expect(() => walk(text)).toThrow(refused(/twice/));
  });

  it.each(['{"a":1,"b":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a"}', '{"a":["a","a"]}'])(
    'may name a field again in another object: %s',
    (text) => {
      expect(() => walk(text)).not.toThrow();
    },
  );

  it.each(['__proto__', 'constructor', 'prototype', '__pr\\u006fto__', '\\u0063onstructor'])(
    'is refused when a field is named %s, however that is written',
    (name) => {
      expect(() => walk(`{"a":[{"${name}" : 1}]}`)).toThrow(refused(/forbidden/));
      expect(() => walk(`{"a":["${name}"]}`)).not.toThrow();
    },
  );

  it('gives the elements of a list of the outermost object, as they were written', () => {
    expect(walk('{"rows":[{"a":[1,2]}, "],[" ,3]}').rows).toEqual(['{"a":[1,2]}', ' "],[" ', '3']);
    expect(walk('{"rows":[]}').rows).toEqual(['']);
    expect(walk('[[1,2],{"rows":[3]}]').rows).toEqual([]);
    expect(walk('{"a":{"rows":[3]}}').rows).toEqual([]);
  });

  it('is walked in slices, also where it is no JSON', () => {
    expect(walk('[{},'.padEnd(1_000_000, '{},')).pauses).toBeGreaterThan(10);
    for (const text of ['"', '"\\', '}]', '{"a', '{"a":"\\"', ',', ':'])
      expect(() => walk(text)).not.toThrow();
  });
});
