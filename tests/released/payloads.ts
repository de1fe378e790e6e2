import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { JobContract } from '../../contracts/jobs.ts';
import type { Release } from './releases.ts';

type Shape = {
  $ref?: string;
  $defs?: Record<string, Shape>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  format?: string;
  minimum?: number;
  items?: Shape;
};

/** A kind of work: its queue, how its payload is written and how it is read. */
export type Job = Pick<JobContract, 'name' | 'payload'>;

/** A queue whose payloads one of two releases would not understand, and why. */
export type Misunderstanding = { queue: string; reason: string };

const ID = '018f0000-0000-7000-8000-000000000001';

/** Payloads of a JSON Schema: one with every field, one with the required ones only; every value of an enumeration once. */
export function payloadsOf(schema: object): unknown[] {
  const shape = schema as Shape;
  const named = shape.$defs ?? {};
  return [true, false].flatMap((optional) => samplesOf(shape, { optional, named }));
}

/** Whether optional fields are filled, and the shapes that others refer to by name. */
type Choice = { optional: boolean; named: Record<string, Shape> };

function samplesOf(shape: Shape, choice: Choice): unknown[] {
  const name = shape.$ref?.replace('#/$defs/', '');
  if (name !== undefined) return samplesOf(choice.named[name] ?? {}, choice);
  if (shape.const !== undefined) return [shape.const];
  if (shape.enum) return shape.enum;
  if (shape.anyOf) return shape.anyOf.flatMap((one) => samplesOf(one, choice));
  switch (shape.type) {
    case 'object':
      return objectsOf(shape, choice);
    case 'array':
      return samplesOf(shape.items ?? {}, choice).map((item) => [item]);
    case 'string':
      if (shape.format === 'uuid') return [ID];
      return [shape.format === 'date-time' ? '2026-11-27T00:00:00.000Z' : 'text'];
    case 'integer':
    case 'number':
      return [shape.minimum ?? 0];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    default:
      throw new Error(`no sample is known for ${JSON.stringify(shape)}`);
  }
}

/** The first sample of each field, and for a field with several samples one object for each of them. */
function objectsOf({ properties = {}, required = [] }: Shape, choice: Choice): object[] {
  const fields = Object.entries(properties).filter(([name]) => choice.optional || required.includes(name));
  const samples = fields.map(([name, shape]) => [name, samplesOf(shape, choice)] as const);
  const first = Object.fromEntries(samples.map(([name, values]) => [name, values[0]]));
  return [
    first,
    ...samples.flatMap(([name, values]) => values.slice(1).map((v) => ({ ...first, [name]: v }))),
  ];
}

/** What of the payloads that the release writes today's workers would refuse. */
export function misunderstoodToday(release: Release['jobs'], today: readonly Job[]): Misunderstanding[] {
  return Object.entries(release).flatMap(([queue, { written }]) => {
    const job = today.find(({ name }) => name === queue);
    if (!job) return [{ queue, reason: 'no worker takes it any more' }];
    return payloadsOf(written).flatMap((payload) => {
      try {
        job.payload.unpack(payload);
        return [];
      } catch (error) {
        return [{ queue, reason: (error as Error).message }];
      }
    });
  });
}

/** What of the payloads written today the release's workers would refuse; queues that it did not have are not its business. */
export function misunderstoodByRelease(release: Release['jobs'], today: readonly Job[]): Misunderstanding[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return today.flatMap(({ name: queue, payload }) => {
    const schema = release[queue]?.understood;
    if (!schema) return [];
    const validate = ajv.compile(schema);
    return payloadsOf(z.toJSONSchema(payload.schema)).flatMap((document) =>
      validate(payload.pack(document)) ? [] : [{ queue, reason: ajv.errorsText(validate.errors) }],
    );
  });
}
