import fc, { type Arbitrary } from 'fast-check';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { resolved, type Schema } from './description.ts';

/** What only few values of its schema are good for, by its name. */
const KNOWN: Readonly<Record<string, Arbitrary<unknown>>> = {
  email: fc.uuid().map((id) => `${id}@example.test`),
  password: fc.uuid().map((id) => `correct horse ${id}`),
  adAccounts: fc.constant({}),
  CampaignInput: fc
    .string({ minLength: 1, maxLength: 9 })
    .map((name) => campaignBody({ name: `Spring ${name.toWellFormed()}`.trim() })),
};

type Bounds = { minLength?: number; maxLength?: number };

/** Values of a schema, as a careful client would send them. */
export function validValues(schema: Schema): Arbitrary<unknown> {
  const named = KNOWN[String(schema['$ref']).split('/').at(-1) ?? ''];
  if (named) return named;
  const own = resolved(schema);
  if ('const' in own) return fc.constant(own['const']);
  if (Array.isArray(own['enum'])) return fc.constantFrom(...(own['enum'] as unknown[]));
  const choices = (own['anyOf'] ?? own['oneOf']) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map(validValues));
  if (Array.isArray(own['allOf']))
    return validValues(Object.assign({}, own, ...(own['allOf'] as Schema[]), { allOf: undefined }) as Schema);
  return OF_TYPE[String(own['type'])]?.(own) ?? fc.constantFrom(null, 1, 'any');
}

const OF_TYPE: Readonly<Record<string, (schema: Schema) => Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (schema) => fc.integer(rangeOf(schema)),
  number: (schema) => fc.oneof(fc.integer(rangeOf(schema)), fc.constant(0.25)),
  string: textOf,
  array: ({ items = {}, minItems = 0, maxItems = 3 }) => {
    const most = Math.max(Number(minItems), Math.min(3, Number(maxItems)));
    return fc.array(validValues(items as Schema), { minLength: Number(minItems), maxLength: most });
  },
  object: ({ properties = {}, required = [] }) => {
    const fields = Object.entries(properties as Record<string, Schema>).map(
      ([name, schema]) => [name, KNOWN[name] ?? validValues(schema)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: required as string[] });
  },
};

function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema): { min: number; max: number } {
  const min = Number(minimum ?? (exclusiveMinimum === undefined ? 0 : Number(exclusiveMinimum) + 1));
  const max = Math.min(Number(maximum ?? 1_000_000), 2 ** 31 - 1);
  return { min: Math.max(min, -(2 ** 31)), max: Math.max(max, min) };
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return fc.integer({ min: 0, max: 900 }).map((days) => isoDay(days));
  if (format === 'date-time')
    return fc.integer({ min: 0, max: 900 }).map((days) => `${isoDay(days)}T10:00:00.000Z`);
  if (format === 'uri') return fc.stringMatching(/^https:\/\/[a-z]{3,9}\.example\/[a-z0-9]{0,9}$/);
  if (typeof pattern === 'string' && !/\\u0000/.test(pattern)) return fc.stringMatching(new RegExp(pattern));
  const bounds: Bounds = {
    minLength: Number(minLength),
    maxLength: Math.max(Number(minLength), Math.min(30, Number(maxLength))),
  };
  const letters = fc.constantFrom(...'abcdefXYZ 0189-_.éß語😀עا');
  return fc
    .array(letters, bounds)
    .map((all) => all.join('').slice(0, Number(maxLength)).toWellFormed().padEnd(Number(minLength), 'x'));
}

const isoDay = (days: number) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);
