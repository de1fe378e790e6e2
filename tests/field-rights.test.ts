import { describe, expect, it } from 'vitest';
import { API_VERSION } from '../services/gateway/gateway.service.ts';
import { describeApi } from '../services/gateway/docs/openapi.ts';

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Content = Record<string, { schema: Schema }>;
type Operation = { requestBody?: { content: Content }; responses: Record<string, { content?: Content }> };

const { components, paths } = JSON.parse(JSON.stringify(describeApi(API_VERSION))) as {
  components: { schemas: Record<string, Schema> };
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

/** Every object of a schema with the path at which it stands. */
function objectsOf(schema: Schema, at: string, seen = new Set<Schema>()): [string, Schema][] {
  const named = schema.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (!named || seen.has(named)) return [];
  const inside = new Set(seen).add(named);
  const parts = [...(named.anyOf ?? []), ...(named.oneOf ?? []), ...(named.allOf ?? [])];
  return [
    ...(named.properties ? [[at, named] as [string, Schema]] : []),
    ...Object.entries(named.properties ?? {}).flatMap(([key, one]) => objectsOf(one, `${at}.${key}`, inside)),
    ...parts.flatMap((part) => objectsOf(part, at, inside)),
    ...(named.items ? objectsOf(named.items, `${at}[]`, inside) : []),
  ];
}

const bodies = operations.flatMap(([name, { requestBody }]) =>
  Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => objectsOf(schema, name)),
);
const answers = operations.flatMap(([name, { responses }]) =>
  Object.entries(responses)
    .filter(([status]) => status < '300')
    .flatMap(([, { content = {} }]) =>
      Object.values(content).flatMap(({ schema }) => objectsOf(schema, name)),
    ),
);
const fieldsOf = (objects: readonly (readonly [string, Schema])[], named: RegExp) =>
  [
    ...new Set(
      objects.flatMap(([at, { properties = {} }]) =>
        Object.keys(properties)
          .filter((key) => named.test(key))
          .map((key) => `${at} ${key}`),
      ),
    ),
  ].sort();

describe('the fields of the API', () => {
  it('that only the product may set are in no request: whose it is, what state it is in, what the platform calls it', () => {
    expect(bodies.length).toBeGreaterThan(50); // the walk finds them
    const own =
      /^(organizationId|tenantId|status|externalId|publications|publishedVersion|review|createdBy|role)$/;
    // each of these is the very thing that the operation is asked for, and has its own permission; what a report is filtered by
    // sets nothing
    expect(fieldsOf(bodies, own)).toEqual([
      'PATCH /api/analytics/schedules/{id}.report.filter status',
      'PATCH /api/members/{userId} role',
      'POST /api/analytics/schedules.report.filter status',
      'POST /api/api-keys role',
      'POST /api/auth/switch-organization organizationId',
      'POST /api/invitations role',
    ]);
  });

  it('are all named: an object of a request takes no other', () => {
    const open = bodies.filter(([, { additionalProperties }]) => additionalProperties !== false);
    expect(open.map(([at]) => at)).toEqual([]);
  });

  it('that are secrets are in no answer but in that of who has just proved who they are', () => {
    const secrets = fieldsOf(answers, /secret|sealed|password|(access|refresh|device|mfa|stepUp)Token$/i);
    const owners = new Set(secrets.map((field) => field.split(' ')[1]));
    for (const path of owners)
      expect(path).toMatch(/^\/api\/(auth\/|invitations\/accept$|analytics\/sql-logins(\/\{id\}\/rotate)?$)/);
    expect(owners.size).toBeGreaterThan(4);
  });

  it('ask no secret question, and give no hint of a password', () => {
    const found = fieldsOf([...bodies, ...answers], /question|hint|reminder/i);
    // what the generator asks about a brief
    expect(found).toEqual(['POST /api/ai/campaign-structures questions']);
  });
});
