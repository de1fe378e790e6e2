import { z } from 'zod';

/** One name in a query string and the parameter that it gives. */
export type QueryPart = {
  /** As it is written in the query. */
  readonly name: string;
  /** The object parameter of which this is one field, when the parameter is an object: its fields stand by themselves. */
  readonly within?: string;
  /** How the value is written: as it is, in digits, as items with commas between them, or as JSON. */
  readonly form: 'text' | 'number' | 'list' | 'json';
  readonly schema: z.ZodType;
};

/** What a query of these parameters is written with, in order. */
export function queryParts(shape: Readonly<Record<string, z.ZodType>>): QueryPart[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const bare = unwrapped(schema);
    if (!(bare instanceof z.ZodObject)) return [{ name, form: formOf(bare), schema }];
    return queryParts(bare.shape).map((part) => ({ ...part, within: name }));
  });
}

function formOf(schema: z.ZodType): QueryPart['form'] {
  if (schema instanceof z.ZodArray) return 'list';
  if (schema instanceof z.ZodNumber) return 'number';
  return schema instanceof z.ZodRecord ? 'json' : 'text';
}

/** A schema without its defaults and without being optional. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const outer = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return outer ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}
