import { z } from 'zod';

export type Schema = Record<string, unknown>;

/** Named schemas of contracts; bodies and answers are kept apart, because defaults are optional in one only. */
export class Components {
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

/** A schema with every part where it is used. */
export function inline(schema: z.ZodType): Schema {
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
