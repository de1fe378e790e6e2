import { z } from 'zod';

export type Schema = Record<string, unknown>;

/**
 * The named schemas of the description. Requests and responses have separate ones, because a field with a default is
 * optional in requests only.
 */
export class Components {
  readonly all: Record<string, Schema> = {};

  add(name: string, schema: Schema): void {
    this.all[name] = schema;
  }

  /** The JSON schema of a zod schema, with its named parts moved to the components. */
  ref(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const suffix = io === 'input' ? 'Input' : '';
    const jsonSchema = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
    }) as Schema & {
      $defs?: Record<string, Schema>;
    };
    const { $defs = {}, $schema: _schema, ...root } = jsonSchema;
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

/** The JSON schema of a zod schema, with its named parts written where they are used. */
export function inlineSchema(schema: z.ZodType): Schema {
  const {
    $schema: _schema,
    $defs: _defs,
    ...root
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema;
  return tidy(root, (id) => `#/components/schemas/${id}`) as Schema;
}

/** Rewrites references, and removes what zod adds: `id`, and the long pattern beside a format. */
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
