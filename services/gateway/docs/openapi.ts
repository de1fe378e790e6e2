import { z } from 'zod';
import type { PublicContract } from '../../../contracts/http.ts';
import { answerSchema } from '../../../contracts/json-text.ts';
import { placesOf, shapeOf, type Places } from '../../../contracts/places.ts';
import { unwrapped, type QueryPart } from '../../../contracts/query.ts';
import { publicContracts } from '../../../contracts/routes.ts';
import { Components, inlineSchema, type Schema } from './components.ts';
import { failures, PROBLEM } from './problems.ts';

/** Describes the whole API in OpenAPI 3.1, from the contracts. */
export function describeApi(version: string): object {
  const components = new Components();
  const paths: Record<string, Record<string, Schema>> = {};
  for (const contract of publicContracts) {
    const { method, path, events } = contract.http;
    (paths[path] ??= {})[method.toLowerCase()] = describeRoute(contract, components);
    if (events !== undefined) paths[events] = { get: describeEvents(contract, components) };
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
    tags: [...new Set(publicContracts.map(({ http }) => http.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or an API key (sip_…).' },
      },
      schemas: components.all,
    },
  };
}

function describeRoute(contract: PublicContract, components: Components): Schema {
  const { http, permission, stepUp, summary } = contract;
  const places = placesOf(contract);
  const revalidates = http.etag && http.method === 'GET';
  return {
    operationId: contract.name.replace('.', '_'),
    summary,
    tags: [http.tag],
    ...(permission === 'public' ? { security: [] } : {}),
    'x-permission': permission,
    ...(stepUp === 'none' ? {} : { 'x-step-up': stepUp }),
    parameters: parameters(contract, places),
    ...(places.body.kind === 'none' ? {} : { requestBody: requestBody(contract, places, components) }),
    responses: {
      ...successes(contract, components),
      ...(revalidates ? { '304': { description: 'What If-None-Match names is still true.' } } : {}),
      ...failures(contract, places),
    },
  };
}

const EVENTS =
  'Server-sent events: the whole answer each time it changes, and its time or number as the id, to go on from with Last-Event-ID. Whoever may ' +
  'not read it any more is told so in a last event `problem` with a problem as its data; without one, the stream may be opened again.';

/** Describes the event stream that sends the response of `contract` each time it changes. */
function describeEvents(contract: PublicContract, components: Components): Schema {
  const http = { ...contract.http, media: { response: ['text/event-stream'] } };
  const description = describeRoute({ ...contract, http }, components);
  return {
    ...description,
    operationId: `${String(description['operationId'])}_events`,
    description: EVENTS,
  };
}

function parameters(contract: PublicContract, places: Places): Schema[] {
  const shape = shapeOf(contract.params);
  const revalidates = contract.http.etag && contract.http.method === 'GET';
  const inHeader = (name: string, required: boolean) => ({
    name,
    in: 'header',
    required,
    schema: { type: 'string' },
  });
  return [
    ...places.path.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: inlineSchema(shape[name] ?? z.string()),
    })),
    ...places.query.map((part) => ({
      name: part.name,
      in: 'query',
      required: false,
      schema: querySchema(part, contract.http.plainText),
    })),
    ...places.headers.map(({ header, required }) => inHeader(header, header === 'If-Match' || required)),
    ...(revalidates ? [inHeader('If-None-Match', false)] : []),
    ...(contract.stepUp === 'none' ? [] : [inHeader('Step-Up-Token', false)]),
  ];
}

function querySchema({ name, form, schema }: QueryPart, plainText: readonly string[] = []): Schema {
  if (plainText.includes(name)) return { type: 'string' };
  if (form === 'text' || form === 'number') return inlineSchema(schema);
  const items = unwrapped(schema);
  const { description } = z.globalRegistry.get(items) ?? {};
  if (description) return { type: 'string', description };
  if (!(items instanceof z.ZodArray && items.element instanceof z.ZodEnum)) return { type: 'string' };
  return { type: 'string', description: `comma-separated: ${items.element.options.join(', ')}` };
}

function requestBody({ params, http }: PublicContract, { body }: Places, components: Components): Schema {
  const schema = (type: string): Schema => {
    if (type === 'multipart/form-data')
      return {
        type: 'object',
        properties: { file: { type: 'string', format: 'binary' } },
        required: ['file'],
        additionalProperties: false,
      };
    if (type !== 'application/json')
      return { type: 'string', description: 'The file or the lines as they are.' };
    if (body.kind === 'whole') return components.ref(shapeOf(params)[body.param] ?? z.unknown(), 'input');
    return components.ref(z.strictObject(body.kind === 'fields' ? body.fields : {}), 'input');
  };
  return { required: true, content: contentOf(http.media?.request, schema) };
}

/** The good answers by status: two where some results are only accepted. */
function successes(contract: PublicContract, components: Components): Record<string, Schema> {
  const { status = 200, acceptedBy } = contract.http;
  const { result } = contract;
  if (acceptedBy === undefined || !(result instanceof z.ZodUnion))
    return { [status]: success(contract, components) };
  const options = result.options as z.ZodObject[];
  const answer = (accepted: boolean): PublicContract => {
    const [first, ...others] = options.filter(({ shape }) => acceptedBy in shape === accepted);
    return { ...contract, result: others.length === 0 && first ? first : result };
  };
  return {
    [status]: success(answer(false), components),
    '202': success(answer(true), components),
  };
}

function success(contract: PublicContract, components: Components): Schema {
  const { status = 200, media } = contract.http;
  const hasLocation = status === 201 || status === 202;
  const headers = {
    'x-request-id': { schema: { type: 'string' } },
    ...(hasLocation ? { location: { schema: { type: 'string' } } } : {}),
  };
  if (status === 204) return { description: 'Done.', headers };
  const schema = (type: string): Schema =>
    type === 'application/json' ? components.ref(answerSchema(contract), 'output') : { type: 'string' };
  return { description: contract.summary, headers, content: contentOf(media?.response, schema) };
}

function contentOf(
  types: readonly string[] = ['application/json'],
  schema: (type: string) => Schema,
): Schema {
  return Object.fromEntries(types.map((type) => [type, { schema: schema(type) }]));
}
