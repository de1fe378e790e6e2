import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type Schema = Readonly<Record<string, unknown>>;
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema };
/** One operation of docs/openapi.json. */
export type Operation = {
  name: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  /** Where it takes JSON: the schema of its body, and what finds out whether a body is of it. */
  body: { schema: Schema; accepts: ValidateFunction } | undefined;
  /** The other media types that its body may have. */
  otherTypes: readonly string[];
};
type Described = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Description = {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

const JSON_TYPE = 'application/json';
export const description = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as Description;

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(description, 'api');
/** Texts of paths and queries are turned into what their schema says where that is possible. */
const coercing = new Ajv2020({ strict: false, coerceTypes: true });
addFormats.default(coercing);
coercing.addSchema(description, 'api');

/** Every operation of the description but event streams, which do not end. */
export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(() => !path.endsWith('/events'))
    .map(([method, described]) => operationOf(path, method, described)),
);

function operationOf(path: string, method: string, { parameters = [], requestBody }: Described): Operation {
  const content = requestBody?.content ?? {};
  const schema = content[JSON_TYPE]?.schema;
  const pointer = ['paths', path, method, 'requestBody', 'content', JSON_TYPE, 'schema'].map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters,
    body: schema && { schema, accepts: ajv.compile({ $ref: `api#/${pointer.join('/')}` }) },
    otherTypes: Object.keys(content).filter((type) => type !== JSON_TYPE),
  };
}

/** A schema without `$ref` at its top. */
export function resolved(schema: Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  return resolved(description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
}

const known = new Map<Parameter, ValidateFunction>();

/** Whether a parameter may be this text. */
export function acceptsText(parameter: Parameter, text: string): boolean {
  const accepts =
    known.get(parameter) ?? coercing.compile({ properties: { value: absolute(parameter.schema) } });
  known.set(parameter, accepts);
  return accepts({ value: text });
}

/** The same schema with references that hold outside of the description. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as Schema;
}
