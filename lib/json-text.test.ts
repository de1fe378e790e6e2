import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonArray, jsonObject, withJsonField } from './json-text.ts';

const key = fc.string().filter((name) => name !== '__proto__');
const object = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });

describe('text made of JSON texts is the text of what they make together', () => {
  it('an object of fields', () => {
    fc.assert(
      fc.property(object, (fields) => {
        const texts = Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value)] as const);
        expect(jsonObject(Object.fromEntries(texts))).toBe(JSON.stringify(fields));
      }),
    );
  });

  it('an array of values', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        expect(jsonArray(values.map((value) => JSON.stringify(value)))).toBe(JSON.stringify(values));
      }),
    );
  });

  it('an object with one field more, which comes last', () => {
    fc.assert(
      fc.property(object, fc.jsonValue(), (fields, value) => {
        const text = withJsonField(JSON.stringify(fields), 'a field that is new', JSON.stringify(value));
        expect(text).toBe(JSON.stringify({ ...fields, 'a field that is new': value }));
      }),
    );
    expect(withJsonField('{}', 'a"b', 'null')).toBe('{"a\\"b":null}');
  });
});

it.each(['', '[]', 'null', '"{}"', '{"a":1} ', '{'])('refuses to add a field to %j', (text) => {
  expect(() => withJsonField(text, 'a', '1')).toThrow('not the text of a JSON object');
});
