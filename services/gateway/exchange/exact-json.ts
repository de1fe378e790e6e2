import { z } from 'zod';
import { sumsOf } from '../../../contracts/values.ts';

declare global {
  interface JSON {
    /** Marks text that JSON.stringify writes unchanged. Node 22 and newer have it; the types do not yet. */
    rawJSON(text: string): unknown;
  }
}

/** Replaces sums that are text by raw digits. Returns the same value, not a copy, when there is nothing to replace. */
type Mark = (value: unknown) => unknown;
type Fields = readonly (readonly [string, Mark])[];

const INTEGER = /^-?\d+$/;
const LEAVES = new Set(
  'string number int boolean null undefined never literal enum any unknown custom date template_literal'.split(
    ' ',
  ),
);

/**
 * Returns the function that writes values of this schema as JSON. Between services a sum above 2^53 is a string of
 * digits, because a JavaScript number cannot hold it (contracts/values.ts, Sum); clients always get an exact integer.
 * The schema tells which fields are sums; other texts stay texts.
 * @throws Error for a schema in which it depends on the value where the sums are
 */
export function exactJson(schema: z.ZodType): (value: unknown) => string {
  const mark = markOf(schema);
  return mark ? (value) => JSON.stringify(mark(value)) : (value) => JSON.stringify(value);
}

function markOf(schema: z.ZodType): Mark | undefined {
  if (isSum(schema)) return rawSum;
  if (schema instanceof z.ZodObject) return markOfObject(schema);
  if (schema instanceof z.ZodArray) return markOfItems(schema.element as z.ZodType, arrayOf);
  if (schema instanceof z.ZodRecord) return markOfRecord(schema);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return markOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion && !schema.options.some((option) => markOf(option as z.ZodType)))
    return undefined;
  if (LEAVES.has(schema.type)) return undefined;
  throw new Error(`a sum cannot be found in a schema of kind ${schema.type}`);
}

const isSum = (schema: z.ZodType) => z.globalRegistry.get(schema)?.id === 'Sum';

const rawSum: Mark = (value) =>
  typeof value === 'string' && INTEGER.test(value) ? JSON.rawJSON(value) : value;

function markOfObject(schema: z.ZodObject): Mark | undefined {
  const { catchall } = schema.def;
  if (catchall && markOf(catchall as z.ZodType))
    throw new Error('a sum cannot be found in fields that have no name');
  const fields: Fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const mark = markOf(field as z.ZodType);
    return mark ? [[name, mark] as const] : [];
  });
  return fields.length === 0 ? undefined : (value) => withFields(value, fields);
}

function withFields(value: unknown, fields: Fields): unknown {
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [name, mark] of fields) {
    const field = (value as Record<string, unknown>)[name];
    const marked = mark(field);
    if (marked !== field) (copy ??= { ...value })[name] = marked;
  }
  return copy ?? value;
}

function markOfRecord(schema: z.ZodRecord): Mark | undefined {
  const fields: Fields = sumsOf(schema).map((name) => [name, rawSum] as const);
  if (fields.length > 0) return (value) => withFields(value, fields);
  return markOfItems(schema.valueType as z.ZodType, recordOf);
}

function markOfItems(item: z.ZodType, container: (mark: Mark) => Mark): Mark | undefined {
  const mark = markOf(item);
  return mark && container(mark);
}

const arrayOf =
  (mark: Mark): Mark =>
  (value) =>
    Array.isArray(value) ? value.map(mark) : value;

const recordOf =
  (mark: Mark): Mark =>
  (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mark(item)]))
      : value;
