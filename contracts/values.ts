import { z } from 'zod';
import { MAX_MICROS } from '../lib/money.ts';

export const Id = z.uuid();
/** Day and time texts begin with their year: JavaScript and PostgreSQL hold all of these, and sums of days around them. */
const inReach = (value: string) => value >= '1970' && value < '9999-12-31';
const REACH = 'from 1970 to 9999-12-30';
export const Instant = z.iso.datetime({ precision: 3 }).refine(inReach, REACH);
export const Day = z.iso.date().refine(inReach, REACH);
/** A day as answers and stored documents have it: it was not always asked to be in reach. */
export const AnyDay = z.iso.date();
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code');
export const Micros = z.int().min(0).max(MAX_MICROS);
/**
 * A sum of many amounts, exact always: a number up to 2^53 - 1, and its digits as a string between services above that.
 * The gateway writes those digits without quotes, so that clients read a JSON number in either case.
 */
export const Sum = z.union([z.int(), z.string().regex(/^-?[0-9]{16,40}$/)]).meta({ id: 'Sum' });
/** By schema of a record: the names of its fields that hold a `Sum`, where others hold other things. */
const sumsOfRecords = new WeakMap<z.ZodType, readonly string[]>();

/** The same record, of which these fields hold a `Sum` or null. */
export function withSums<S extends z.ZodRecord>(record: S, names: readonly string[]): S {
  sumsOfRecords.set(record, names);
  return record;
}

/** The names that `withSums` gave a record. */
export const sumsOf = (record: z.ZodType): readonly string[] => sumsOfRecords.get(record) ?? [];

export const Money = z.strictObject({ amountMicros: Micros, currency: Currency }).meta({ id: 'Money' });

export const PLATFORMS = ['google-ads', 'linkedin-ads'] as const;
export const Platform = z.enum(PLATFORMS).meta({ id: 'Platform' });
export type Platform = z.infer<typeof Platform>;

export const Email = z
  .string()
  .max(254)
  .transform((v) => v.trim().toLowerCase())
  .pipe(z.email());

/** Half a surrogate pair is no character: UTF-8 cannot carry it, and PostgreSQL takes no JSON with it. */
const isWhole = (value: string) => value.isWellFormed();
const WHOLE = 'whole Unicode characters only';

/** A name of blanks or zero-width characters alone is a name nobody can see. */
const canBeSeen = (value: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(value);

/**
 * Text of one line without control characters, with something in it that can be seen. What is too long is read no further:
 * what is asked of names looks at each character many times.
 */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max, { abort: true })
    .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/, 'one line without control characters')
    .refine(isWhole, WHOLE)
    .refine(canBeSeen, 'something that can be seen');

/** Text of several lines without NUL. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\u0000]*$/, 'no NUL characters')
    .refine(isWhole, WHOLE);

/**
 * Blanks, control characters and backslashes are read differently by different readers of URLs, and marks of direction
 * show people another address than the one they get.
 */
const MISREAD = /[\s\\\p{Cc}\p{Bidi_Control}]/u;
const readsOneWay = (value: string) => !MISREAD.test(value) && value.isWellFormed();
/** What stands before an @ looks like the host and is not. */
const namesNobody = (value: string) => !/^https?:\/*[^/?#]*@/i.test(value);

/** A landing page. Both platforms take http and https. */
export const HttpUrl = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .max(2000)
  .refine(readsOneWay, 'no blanks, control characters, marks of direction or backslashes')
  .refine(namesNobody, 'no name or password before the host');

export const Limit = z.int().min(1).max(100).default(20);
export const Cursor = z.string().min(1).max(1_000);

/** The body of every list: a page of rows and the cursor of the next one. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ data: z.array(row), page: z.strictObject({ nextCursor: Cursor.nullable() }) });

export const IdempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/, 'visible ASCII');

export const Version = z.int().min(1);
/**
 * The version that If-Match names: the one at which the campaign was read. 0 stands for a tag that names no version, which
 * is stale always; without the header there is none, and the action asks for it once the campaign is found.
 */
export const ExpectedVersion = z.int().min(0).optional();

/** Parameters that name one row. */
export const ById = z.strictObject({ id: Id });
/** The header of the parameter `idempotencyKey`. */
export const KEY = { idempotencyKey: 'Idempotency-Key' } as const;
/** Where an Idempotency-Key may be sent. */
export const WithKey = { idempotencyKey: IdempotencyKey.optional() };
/** Where money moves, the Idempotency-Key is required. */
export const MoneyMoves = z.strictObject({ id: Id, idempotencyKey: IdempotencyKey });
