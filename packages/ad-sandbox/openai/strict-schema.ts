import { isObject } from '../wire.ts';

/**
 * What strict structured output demands of a schema: every object closed by additionalProperties:false
 * with all its properties required, the root an object. Gives the first fault as the vendor words it.
 */
export function strictSchemaFault(schema: unknown, name: string): string | undefined {
  const prefix = `Invalid schema for response_format '${name}': `;
  if (!isObject(schema) || schema['type'] !== 'object')
    return `${prefix}schema must be a JSON Schema of 'type: "object"'.`;
  const fault = faultIn(schema, []);
  return fault === undefined ? undefined : prefix + fault;
}

function faultIn(schema: unknown, path: readonly string[]): string | undefined {
  if (!isObject(schema)) return undefined;
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')}), `;
  const properties = schema['properties'];
  if (schema['type'] === 'object' || properties !== undefined) {
    if (schema['additionalProperties'] !== false)
      return `${context}'additionalProperties' is required to be supplied and to be false.`;
    const names = isObject(properties) ? Object.keys(properties) : [];
    const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
    const missing = names.find((name) => !required.includes(name));
    if (missing !== undefined)
      return `${context}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  for (const part of ['oneOf', 'allOf', 'not', 'if', 'patternProperties'])
    if (schema[part] !== undefined) return `${context}'${part}' is not permitted.`;
  for (const [step, inner] of children(schema)) {
    const fault = faultIn(inner, [...path, ...step]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function children(schema: Record<string, unknown>): [string[], unknown][] {
  const named = (part: string): [string[], unknown][] =>
    isObject(schema[part]) ? Object.entries(schema[part]).map(([name, inner]) => [[part, name], inner]) : [];
  const variants: unknown[] = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  return [
    ...named('properties'),
    ...named('$defs'),
    ...variants.map((inner, index): [string[], unknown] => [['anyOf', String(index)], inner]),
    [['items'], schema['items']],
  ];
}
