import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { events } from '../../contracts/events.ts';
import { jobs } from '../../contracts/jobs.ts';
import type { Shape } from '../../lib/shape.ts';

type AnyShape = Shape<z.ZodType>;

/** What was written down of every shape: by its place, then by its number, the JSON Schema that its documents keep. */
export type ShapeRecord = Record<string, Record<string, unknown>>;

/** Every shape that leaves a process: `campaign.campaign` of services/campaign/shapes.ts, `jobs.mail`, `events.metricsUpdate`. */
export async function allShapes(root: string): Promise<ReadonlyMap<string, AnyShape>> {
  const found = new Map<string, AnyShape>();
  for (const service of readdirSync(join(root, 'services')).sort()) {
    const file = join(root, 'services', service, 'shapes.ts');
    if (!existsSync(file)) continue;
    const { shapes } = (await import(file)) as { shapes: Record<string, AnyShape> };
    for (const [key, shape] of Object.entries(shapes)) found.set(`${service}.${key}`, shape);
  }
  for (const [key, job] of Object.entries(jobs)) found.set(`jobs.${key}`, job.payload);
  for (const [key, event] of Object.entries(events)) found.set(`events.${key}`, event.payload);
  return found;
}

/** The JSON Schema of what a shape reads, as JSON. */
export function schemaOf({ schema }: AnyShape): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

/** The record with the numbers that it does not have yet; what it has stays as it is. */
export function withNewShapes(record: ShapeRecord, shapes: ReadonlyMap<string, AnyShape>): ShapeRecord {
  const grown: ShapeRecord = structuredClone(record);
  for (const [place, shape] of shapes) grown[place] = { [shape.number]: schemaOf(shape), ...grown[place] };
  return Object.fromEntries(Object.entries(grown).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where the code is not what the record says, one line a fault. */
export function recordFaults(record: ShapeRecord, shapes: ReadonlyMap<string, AnyShape>): string[] {
  const gone = Object.keys(record).filter((place) => !shapes.has(place));
  const faults = [...shapes].flatMap(([place, shape]) => {
    const numbers = record[place] ?? {};
    const newest = Math.max(0, ...Object.keys(numbers).map(Number));
    if (newest > shape.number) return [`${place} was ${newest} already and is ${shape.number} now`];
    if (!(shape.number in numbers)) return [`${place} ${shape.number} is not written down`];
    return equal(numbers[shape.number], schemaOf(shape)) ? [] : [`${place} ${shape.number} has changed`];
  });
  return [...gone.map((place) => `${place} is gone, and so are the readers of its documents`), ...faults];
}

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
