import { expect, it } from 'vitest';
import { API_VERSION } from '../services/gateway/gateway.service.ts';
import { describeApi } from '../services/gateway/docs/openapi.ts';

type Node = { [key: string]: unknown };
const api = JSON.parse(JSON.stringify(describeApi(API_VERSION))) as {
  paths: Record<string, Node>;
  components: { schemas: Record<string, Node> };
};

/** What the description of an object has to say when it has such a field. */
const DEMANDS: readonly { field: RegExp; says: RegExp }[] = [
  { field: /Micros$/, says: /millionths of a unit of the currency/ },
  { field: /^(date|from|lastDay|immatureFrom)$/, says: /time zone/ },
  { field: /^conversions$/, says: /attribution window/ },
];

/** Every object schema below a node, with the schemas that it refers to; each schema once. */
function objectsOf(node: unknown, seen = new Set<unknown>()): Node[] {
  if (typeof node !== 'object' || node === null || seen.has(node)) return [];
  seen.add(node);
  const { $ref: ref, type } = node as Node;
  const target = typeof ref === 'string' ? api.components.schemas[ref.split('/').at(-1) ?? ''] : undefined;
  const own = type === 'object' ? [node as Node] : [];
  const parts: unknown[] = [...Object.values(node as Node), target];
  return [...own, ...parts.flatMap((part) => objectsOf(part, seen))];
}

const reports = Object.entries(api.paths).filter(([path]) =>
  /^\/api\/analytics\/(campaigns|dashboard|performance|metrics)/.test(path),
);

it.each(reports)('%s says what its figures are measured in', (_path, operations) => {
  const objects = objectsOf(operations);
  expect(objects.length).toBeGreaterThan(0);
  for (const { properties, description } of objects)
    for (const name of Object.keys(properties ?? {}))
      for (const { field, says } of DEMANDS)
        if (field.test(name)) expect(`${name}: ${String(description)}`).toMatch(says);
});

it('the table of figures, whose columns have no fields of their own, says all of it', () => {
  const rows = objectsOf(api.paths['/api/analytics/performance']).filter(
    (node) => node['additionalProperties'],
  );
  const described = rows.map(({ description }) => String(description));
  for (const { says } of DEMANDS) expect(described.some((text) => says.test(text))).toBe(true);
  expect(reports.length).toBe(5);
});
