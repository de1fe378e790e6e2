import fc, { type Arbitrary } from 'fast-check';
import { resolved, type Schema } from './description.ts';

type Path = readonly (string | number)[];
type Place = { path: Path; schema: Schema };
/** JSON text in which one thing is wrong, or at least odd. `value` is what it means. */
export type Spoiled = { text: string; value: unknown; what: string };

/** JSON.stringify cannot write this number, and a client can. */
const TOO_LARGE = '@1e400@';
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  TOO_LARGE,
  '',
  ' ',
  'NaN',
  'null',
  [],
  {},
  [[]],
  { a: 1 },
  'a\u0000b',
  '\u0000',
  'b\u0000',
  '\u0000c',
  '\ud800',
  '\u202eabc',
  '\u200b',
  'x'.repeat(12_000),
  '=1+1',
  "'; SELECT 1 --",
  '../../etc/passwd',
  'not-a-uuid',
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  'javascript:alert(1)',
  'https://a@b.example/',
  '<script>',
  '${7*7}',
  '%00',
  '🏴‍☠️'.repeat(50),
];
const EXTRA_NAMES = [
  'extra',
  'organizationId',
  'id',
  'role',
  'status',
  'toString',
  '__proto__',
  'constructor',
];

/** A valid body with one change. */
export function spoiledValues(schema: Schema, valid: Arbitrary<unknown>): Arbitrary<Spoiled> {
  return valid.chain((value) => {
    const place = fc.constantFrom(...placesIn(value, schema));
    return fc.oneof(
      { weight: 4, arbitrary: place.chain((at) => replaced(value, at)) },
      place.map(({ path }) => dropped(value, path)),
      fc
        .tuple(place, fc.constantFrom(...EXTRA_NAMES))
        .map(([{ path }, name]) => withExtra(value, path, name)),
      place.map(({ path }) => spoil(value, path, (old) => [old], 'a list for one')),
      fc
        .constantFrom(
          '{',
          '',
          '[]',
          'null',
          '{"a":1}x',
          '\ufeff{}',
          '['.repeat(50),
          '"text"',
          '{"a":1,"a":2}',
        )
        .map((text): Spoiled => ({ text, value: undefined, what: `the body ${text.slice(0, 20)}` })),
    );
  });
}

function replaced(value: unknown, { path, schema }: Place): Arbitrary<Spoiled> {
  const odd = fc.constantFrom(...ODD, ...edgesOf(resolved(schema)));
  return odd.map((other) =>
    spoil(value, path, () => other, JSON.stringify(other)?.slice(0, 40) ?? 'nothing'),
  );
}

/** One beyond each bound, and on it. */
function edgesOf({ minimum, maximum, minLength, maxLength, maxItems, items }: Schema): unknown[] {
  const numbers = [minimum, maximum].flatMap((n) => (typeof n === 'number' ? [n - 1, n, n + 1] : []));
  const texts = [minLength, maxLength].flatMap((n) =>
    typeof n === 'number' && n < 20_000
      ? [n - 1, n, n + 1].filter((l) => l >= 0).map((l) => 'x'.repeat(l))
      : [],
  );
  const lists =
    typeof maxItems === 'number' && maxItems < 300 && items ? [Array(maxItems + 1).fill('x')] : [];
  return [...numbers, ...texts, ...lists];
}

function placesIn(value: unknown, schema: Schema, path: Path = []): Place[] {
  const own = resolved(schema);
  const here = { path, schema: own };
  if (Array.isArray(value))
    return [
      here,
      ...value.slice(0, 2).flatMap((item, i) => placesIn(item, (own['items'] ?? {}) as Schema, [...path, i])),
    ];
  if (typeof value !== 'object' || value === null) return [here];
  const properties = (own['properties'] ?? {}) as Record<string, Schema>;
  return [
    here,
    ...Object.entries(value).flatMap(([name, item]) =>
      placesIn(item, properties[name] ?? {}, [...path, name]),
    ),
  ];
}

const nameOf = (path: Path) => (path.length === 0 ? 'the body' : path.join('.'));

function spoil(value: unknown, path: Path, change: (old: unknown) => unknown, what: string): Spoiled {
  const changed = changedAt(value, path, change);
  const text = (JSON.stringify(changed) ?? '').replaceAll(`"${TOO_LARGE}"`, '1e400');
  return { text, value: parsed(text), what: `${nameOf(path)} = ${what}` };
}

function dropped(value: unknown, path: Path): Spoiled {
  return spoil(value, path, () => undefined, 'nothing');
}

function withExtra(value: unknown, path: Path, name: string): Spoiled {
  const add = (old: unknown) =>
    typeof old === 'object' && old !== null && !Array.isArray(old)
      ? (JSON.parse(JSON.stringify({ ...old, '@extra@': 1 })) as unknown)
      : old;
  const { text, what } = spoil(value, path, add, `with ${name}`);
  const named = text.replace('"@extra@"', JSON.stringify(name));
  return { text: named, value: parsed(named), what };
}

function changedAt(value: unknown, [first, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const holder = copy as Record<string | number, unknown>;
  holder[first] = changedAt(holder[first], rest, change);
  return copy;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
