import type { z } from 'zod';
import { AppError } from './errors.ts';

/** Brings a document of one shape to the next one. */
export type Upcast = (older: never) => unknown;

/** How a kind of stored document looks today, and how documents of earlier releases become one. */
export type ShapeHistory<S extends z.ZodType> = {
  /** What the document is, for error messages: `campaign version`. */
  name: string;
  /** The number of today's shape; the first release wrote 1. */
  number: number;
  /** Today's shape. */
  schema: S;
  /** By number: what turns a document of that shape into the next one. One for each number below today's. */
  upcasts?: Readonly<Record<number, Upcast>>;
};

/** A stored document is not what its number says. Names the document's kind and the paths, never its content. */
export class ShapeBroken extends Error {
  constructor(name: string, number: number, paths: readonly string[]) {
    super(`a stored ${name} of shape ${number} is not readable: ${paths.slice(0, 5).join(', ')}`);
    this.name = 'ShapeBroken';
  }
}

/**
 * A kind of document that outlives releases. Every stored document carries the number of its shape beside it; whoever
 * reads one gets today's shape, whatever release wrote it.
 *
 * The shape of a number never changes once a release has written it: tests/released/ holds every one of them.
 */
export class Shape<S extends z.ZodType> {
  readonly name: string;
  /** What writers put beside a document. */
  readonly number: number;
  readonly schema: S;
  readonly #upcasts: Readonly<Record<number, Upcast>>;

  /** @throws Error when an upcast is missing */
  constructor({ name, number, schema, upcasts = {} }: ShapeHistory<S>) {
    for (let older = 1; older < number; older += 1)
      if (!upcasts[older]) throw new Error(`${name}: nothing brings shape ${older} to shape ${older + 1}`);
    this.name = name;
    this.number = number;
    this.schema = schema;
    this.#upcasts = upcasts;
  }

  /** True when a document with this number may be passed on as the text it is, without being parsed. */
  isCurrent(number: number): boolean {
    return number === this.number;
  }

  /**
   * To be asked before a document is replaced: one that a newer release wrote may hold fields that this release does not
   * know, and would lose them.
   * @throws AppError DEPENDENCY_UNAVAILABLE for a number above today's
   */
  requireWritable(number: number): void {
    if (number <= this.number) return;
    const detail =
      'This was saved by a newer version of the service, which is being rolled out; try again shortly.';
    throw new AppError('DEPENDENCY_UNAVAILABLE', { detail, retryAfterSeconds: 30 });
  }

  /**
   * The document as today's shape. One that a newer release wrote is read without the fields that this release does not
   * know, so that two releases can run beside each other; `requireWritable` keeps it from being written back.
   * @throws ShapeBroken when the document is not what its number says
   */
  read(document: unknown, number: number): z.output<S> {
    let value = document;
    for (let shape = number; shape < this.number; shape += 1) value = this.#upcasts[shape]?.(value as never);
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const known = number > this.number ? this.schema.safeParse(withoutUnknown(value, parsed.error)) : parsed;
    if (known.success) return known.data;
    throw new ShapeBroken(
      this.name,
      number,
      known.error.issues.map((issue) => issue.path.join('.') || '(top)'),
    );
  }

  /**
   * What travels (job payloads, events) carries its number inside, as `shape`. The first shape travels without it, because
   * the readers of the first release refuse fields that they do not know.
   */
  pack(document: z.output<S>): object {
    return this.number === 1 ? (document as object) : { ...(document as object), shape: this.number };
  }

  /** Reads what `pack` of this release, or of one before or after it, made. @throws ShapeBroken */
  unpack(packed: unknown): z.output<S> {
    const { shape = 1, ...document } = (packed ?? {}) as { shape?: number };
    return this.read(document, Number(shape));
  }

  /** The document's JSON, to be kept beside `number`. Writers write today's shape only. */
  write(document: z.output<S>): string {
    return JSON.stringify(document);
  }
}

/** A copy without the fields that a schema refused as unknown. */
function withoutUnknown(document: unknown, error: z.ZodError): unknown {
  const copy: unknown = structuredClone(document);
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = issue.path.reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
      copy,
    );
    for (const key of issue.keys) delete (holder as Record<string, unknown>)[key];
  }
  return copy;
}
