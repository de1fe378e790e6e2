import { z } from 'zod';
import type { PublicContract } from '../../contracts/http.ts';
import { placesOf } from '../../contracts/places.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';

type Schema = {
  type?: string;
  format?: string;
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
} & Partial<Record<'anyOf' | 'oneOf' | 'allOf', Schema[]>>;

/** Bodies that the gateway reads row by row: their ids stand in no schema of parameters. */
const IN_ROWS: Readonly<Record<string, readonly string[]>> = {
  [factContracts.ingest.name]: ['rows.0.campaignId'],
};

/** Ids of rows that nobody can make yet. */
const WITHOUT_ROWS = /\.assetId$/;

/**
 * Where a client can name a row of somebody in an action's parameters: each id, as a path with dots, in the order of the
 * schema. Found in the contract, so that a new one cannot be forgotten.
 */
export function idPositionsOf(contract: PublicContract): string[] {
  const root = z.toJSONSchema(contract.params, { io: 'input', unrepresentable: 'any' }) as Schema & {
    $defs?: Record<string, Schema>;
  };
  const { closed } = placesOf(contract);
  const found = uuidsIn(root, root.$defs ?? {}, []).map((path) => path.join('.'));
  const open = found.filter((path) => !closed.includes(path.split('.')[0] ?? '') && !WITHOUT_ROWS.test(path));
  return [...new Set([...open, ...(IN_ROWS[contract.name] ?? [])])];
}

function uuidsIn(schema: Schema, defs: Record<string, Schema>, path: string[]): string[][] {
  if (path.length > 10) return [];
  if (schema.$ref) return uuidsIn(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, defs, path);
  if (schema.type === 'string' && schema.format === 'uuid') return [path];
  const { additionalProperties: rest, properties = {}, items } = schema;
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...Object.entries(properties).flatMap(([name, part]) => uuidsIn(part, defs, [...path, name])),
    ...(items ? uuidsIn(items, defs, [...path, '0']) : []),
    ...(typeof rest === 'object' ? uuidsIn(rest, defs, [...path, '*']) : []),
    ...variants.flatMap((part) => uuidsIn(part, defs, path)),
  ];
}

/** The same parameters with an id at a position. */
export function withId(params: object, position: string, id: string): object {
  const copy = structuredClone(params) as Record<string, unknown>;
  const names = position.split('.');
  const last = names.pop() ?? '';
  let place = copy;
  for (const name of names) place = (place[name] ??= {}) as Record<string, unknown>;
  place[last] = id;
  return copy;
}
