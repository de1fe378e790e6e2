import type { z } from 'zod';
import { AppError } from './errors.ts';

/** Turns a document of one shape into one of the next shape. */
export type Upcast = (older: never) => unknown;

/** Today's shape of a kind of stored document, and how documents of earlier releases are brought to it. */
export type ShapeHistory<S extends z.ZodType> = {
  /** What the document is, for error messages: `campaign version`. */
  name: string;
  /** The number of today's shape; the first release wrote 1. */
  number: number;
  /** Today's shape. */
  schema: S;
  /** For each number below today's: the upcast from that shape to the next one. */
  upcasts?: Readonly<Record<number, Upcast>>;
};

/**
 * A stored document does not have the shape of its number. The message names its kind and the paths, never its content.
 */
export class ShapeBroken extends Error {
  constructor(name: string, number: number, paths: readonly string[]) {
    super(`a stored ${name} of shape ${number} is not readable: ${paths.slice(0, 5).join(', ')}`);
    this.name = 'ShapeBroken';
  }
}

/**
 * A kind of document that outlives releases. The number of its shape is stored beside each document, and a reader
 * always gets today's shape, whatever release wrote the document.
 *
 * The shape of a number never changes once a release has written it: tests/released/ holds all of them.
 */
export class Shape<S extends z.ZodType> {
  readonly name: string;
  /** The number to store beside a document. */
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

  /** Whether the text of a document with this number may be passed on without parsing it. */
  isCurrent(number: number): boolean {
    return number === this.number;
  }

  /**
   * Must be called before a document is replaced. A document that a newer release wrote may have fields that this
   * release does not know and would lose.
   * @throws AppError DEPENDENCY_UNAVAILABLE for a number above today's
   */
  requireWritable(number: number): void {
    if (number <= this.number) return;
    const detail =
      'This was saved by a newer version of the service, which is being rolled out; try again shortly.';
    throw new AppError('DEPENDENCY_UNAVAILABLE', { detail, retryAfterSeconds: 30 });
  }

  /**
   * The document in today's shape. A document that a newer release wrote is read without the fields that this release
   * does not know, so that two releases can run side by side; `requireWritable` prevents it from being written back.
   * @throws ShapeBroken when the document does not have the shape of its number
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
   * The form in which job payloads and events travel: the number is a field of the document, `shape`. Shape 1 travels
   * without it, because readers of the first release refuse unknown fields.
   */
  pack(document: z.output<S>): object {
    return this.number === 1 ? (document as object) : { ...(document as object), shape: this.number };
  }

  /** Reads what `pack` wrote, in this release or another one. @throws ShapeBroken */
  unpack(packed: unknown): z.output<S> {
    const { shape = 1, ...document } = (packed ?? {}) as { shape?: number };
    return this.read(document, Number(shape));
  }

  /** The document's JSON, to be stored beside `number`. Only today's shape is written. */
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
