import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../lib/errors.ts';
import { routes } from './routes.ts';
import { pathNames, type RouteDefinition } from './route.ts';

type Schema = Record<string, unknown>;

/** Codes that any signed-in route may give, whatever its contract lists. */
const EVERYWHERE: readonly ErrorCode[] = [
  'TOKEN_MISSING',
  'PERMISSION_DENIED',
  'REQUEST_MALFORMED',
  'REQUEST_INVALID',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'DEPENDENCY_UNAVAILABLE',
];

/** OpenAPI 3.1 of the whole surface, made from the route table and the contracts. */
export function describeApi(version: string): object {
  const components = new Components();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = describeRoute(route, components);
  }
  components.add('Problem', PROBLEM);
  components.add('Sum', { type: 'integer', description: 'An exact integer; may be above 2^53.' });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sales Intelligence Platform',
      version,
      description: 'Write, approve, publish, measure and improve campaigns on Google Ads and LinkedIn Ads.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(routes.map((r) => r.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or an API key (sip_…).' },
      },
      schemas: components.all,
    },
  };
}

function describeRoute(route: RouteDefinition, components: Components): Schema {
  const { contract } = route;
  return {
    operationId: contract.name.replace('.', '_') + (route.path.endsWith('/events') ? '_events' : ''),
    summary: contract.summary,
    tags: [route.tag],
    ...(contract.permission === 'public' ? { security: [] } : {}),
    'x-permission': contract.permission,
    parameters: parameters(route),
    ...(route.body === 'none' ? {} : { requestBody: requestBody(route, components) }),
    responses: {
      [String(route.success)]: success(route, components),
      ...(route.revalidates ? { '304': { description: 'What If-None-Match names is still true.' } } : {}),
      ...failures(route),
    },
  };
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function parameters(route: RouteDefinition): Schema[] {
  const shape = shapeOf(route.contract.params);
  const inPath = pathNames(route.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: inline(shape[name] ?? z.string()),
  }));
  const asked = route.queryShape ? Object.keys(route.queryShape.shape) : (route.query ?? []);
  const queryShapes = route.queryShape ? shapeOf(route.queryShape) : shape;
  const header = (name: string, required: boolean) => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' },
  });
  return [
    ...inPath,
    ...asked.map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: inline(queryShapes[name] ?? z.string()),
    })),
    ...(route.idempotency ? [header('Idempotency-Key', route.idempotency === 'required')] : []),
    ...(route.ifMatch ? [header('If-Match', true)] : []),
    ...(route.revalidates ? [header('If-None-Match', false)] : []),
  ];
}

function requestBody(route: RouteDefinition, components: Components): Schema {
  const media = route.media?.request ?? ['application/json'];
  const schema = (type: string) =>
    type === 'application/json'
      ? bodySchema(route, components)
      : { type: 'string', description: 'The file or the lines as they are.' };
  const content = Object.fromEntries(media.map((type) => [type, { schema: schema(type) }]));
  return { required: true, content };
}

function bodySchema(route: RouteDefinition, components: Components): Schema {
  const shape = shapeOf(route.contract.params);
  if (route.body !== 'all' && route.body !== 'none')
    return components.ref(shape[route.body.under] ?? z.unknown(), 'input');
  const outside = new Set(['origin', 'idempotencyKey', 'firstLine', 'version', ...pathNames(route.path)]);
  return components.ref(
    z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !outside.has(name)))),
    'input',
  );
}

function success(route: RouteDefinition, components: Components): Schema {
  const headers = {
    'x-request-id': { schema: { type: 'string' } },
    ...(route.success === 201 || route.success === 202 ? { location: { schema: { type: 'string' } } } : {}),
  };
  if (route.success === 204) return { description: 'Done.', headers };
  const schema = (type: string) =>
    type === 'application/json'
      ? components.ref(route.describes ?? route.contract.result, 'output')
      : { type: 'string' };
  const content = Object.fromEntries(
    (route.media?.response ?? ['application/json']).map((type) => [type, { schema: schema(type) }]),
  );
  return { description: route.contract.summary, headers, content };
}

function failures(route: RouteDefinition): Record<string, Schema> {
  const codes: ErrorCode[] = [
    ...EVERYWHERE.filter(
      (code) =>
        route.contract.permission !== 'public' || !['TOKEN_MISSING', 'PERMISSION_DENIED'].includes(code),
    ),
    ...(route.contract.errors ?? []),
    ...(route.idempotency === 'required' ? (['IDEMPOTENCY_KEY_REQUIRED'] as const) : []),
    ...(route.ifMatch ? (['PRECONDITION_REQUIRED', 'VERSION_STALE'] as const) : []),
    ...(route.body === 'none' ? [] : (['REQUEST_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'] as const)),
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, list]) => [
        String(status),
        {
          description: list.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

const PROBLEM: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Named schemas of contracts; bodies and answers are kept apart, because defaults are optional in one only. */
class Components {
  readonly all: Record<string, Schema> = {};

  add(name: string, schema: Schema): void {
    this.all[name] = schema;
  }

  /** A schema with every named part moved into the components. */
  ref(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const suffix = io === 'input' ? 'Input' : '';
    const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Schema & {
      $defs?: Record<string, Schema>;
    };
    const { $defs = {}, $schema: _schema, ...root } = made;
    const rename = (value: unknown) =>
      tidy(value, (id) => `#/components/schemas/${id}${id.endsWith('Input') ? '' : suffix}`);
    for (const [id, definition] of Object.entries($defs)) {
      const name = `${id}${id.endsWith('Input') ? '' : suffix}`;
      this.all[name] ??= rename(definition) as Schema;
    }
    const id = (z.globalRegistry.get(schema) as { id?: string } | undefined)?.id;
    if (!id) return rename(root) as Schema;
    const name = `${id}${id.endsWith('Input') ? '' : suffix}`;
    this.all[name] ??= rename(root) as Schema;
    return { $ref: `#/components/schemas/${name}` };
  }
}

function inline(schema: z.ZodType): Schema {
  const {
    $schema: _schema,
    $defs: _defs,
    ...root
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema;
  return tidy(root, (id) => `#/components/schemas/${id}`) as Schema;
}

/** Rewrites references and drops zod's own marks: `id`, and the long pattern beside a format. */
function tidy(value: unknown, refOf: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((v) => tidy(v, refOf));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, v]): [string, unknown][] => {
    if (key === 'id' && typeof v === 'string') return [];
    if (key === 'pattern' && 'format' in value) return [];
    if (key === '$ref' && typeof v === 'string') return [[key, refOf(v.replace('#/$defs/', ''))]];
    return [[key, tidy(v, refOf)]];
  });
  return Object.fromEntries(entries);
}
