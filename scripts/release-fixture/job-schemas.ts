import { z } from 'zod';
import { jobs, type JobContract } from '../../contracts/jobs.ts';

type Schemas = { written: object; understood: object };

/** JSON Schema of what this release writes into each queue, and of what its workers understand there. */
export function jobSchemas(): Record<string, Schemas> {
  return Object.fromEntries(Object.values<JobContract>(jobs).map((job) => [job.name, schemasOf(job)]));
}

/** Workers read their own shape as it is, and of a later one what they know (lib/shape.ts). */
function schemasOf({ payload: { schema, number } }: JobContract): Schemas {
  const own = z.toJSONSchema(schema) as { properties: object; required: string[] };
  const numbered = (shape: object, additionalProperties: boolean) => ({
    ...own,
    properties: { ...own.properties, shape },
    required: [...own.required, 'shape'],
    additionalProperties,
  });
  const written = number === 1 ? own : numbered({ const: number }, false);
  return {
    written,
    understood: { anyOf: [written, numbered({ type: 'integer', minimum: number + 1 }, true)] },
  };
}
