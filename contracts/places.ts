import { z } from 'zod';
import type { HttpHeader, PublicContract } from './http.ts';
import { queryParts, type QueryPart } from './query.ts';

/** Where a request's parameters stand. Each parameter has one place. */
export type Places = {
  /** The names in the path, in order. */
  readonly path: readonly string[];
  readonly query: readonly QueryPart[];
  /** `required`: refused at the door without it. */
  readonly headers: readonly {
    readonly param: string;
    readonly header: HttpHeader;
    readonly required: boolean;
  }[];
  /** Nothing, one parameter as the whole body, or a JSON object of parameters. */
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'whole'; readonly param: string }
    | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, z.ZodType>> };
  /** Parameters that no client can send. */
  readonly closed: readonly string[];
};

/** Where the parameters of a contract stand in a request. Pure; ask once for each contract. */
export function placesOf({ params, http }: PublicContract): Places {
  const shape = shapeOf(params);
  const path = namesIn(http.path);
  const headers = Object.entries(http.headers ?? {}).map(([param, header]) => ({
    param,
    header,
    required: !shape[param]?.isOptional(),
  }));
  const closed = [...(http.internal ?? []), ...(http.connection ? [http.connection] : [])];
  const placed = new Set([...path, ...closed, ...headers.map(({ param }) => param), http.body]);
  const rest = Object.fromEntries(Object.entries(shape).filter(([name]) => !placed.has(name)));
  const inQuery = http.method === 'GET';
  return {
    path,
    query: queryParts({ ...(http.query?.shape ?? (inQuery ? rest : {})), ...http.written?.shape }),
    headers,
    body: bodyOf(http.method, http.body, rest),
    closed,
  };
}

function bodyOf(
  method: string,
  whole: string | undefined,
  fields: Readonly<Record<string, z.ZodType>>,
): Places['body'] {
  if (method === 'GET' || method === 'DELETE') return { kind: 'none' };
  return whole === undefined ? { kind: 'fields', fields } : { kind: 'whole', param: whole };
}

/** The names of a path's parameters, in order: `/api/campaigns/{id}` → `id`. */
export const namesIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** A path with its parameters filled in. */
export const filledIn = (path: string, values: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));

/** The parameters that a schema of an object has, by name. */
export const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> =>
  schema instanceof z.ZodObject ? schema.shape : {};
