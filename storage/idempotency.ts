import { createHash } from 'node:crypto';
import { sha256 } from '../lib/canonical-json.ts';
import { AppError } from '../lib/errors.ts';
import type { Tx } from './database.ts';
import { boolean, integer, json, statement, text } from './statement.ts';

/** One request with an Idempotency-Key. The key belongs to the person and the action. */
export type KeyedRequest = {
  organizationId: string;
  userId: string;
  action: string;
  key: string;
  /** What the request says, without the key itself. */
  body: unknown;
};

/** How answers of an action are kept: what `lib/shape.ts` makes. Answers that hold secrets are never kept. */
export type AnswerShape<T> = {
  readonly number: number;
  read(document: unknown, number: number): T;
  write(answer: T): string;
};

/** How long a key is remembered, in SQL. */
export const REMEMBERED = `interval '24 hours'`;
/** The row of a key, whose values `keyOf` gives as $1 to $4. */
export const OF_KEY = 'organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4';

const GIVEN = statement(
  `SELECT fingerprint, answer, shape FROM idempotency_keys WHERE ${OF_KEY} AND created_at > now() - ${REMEMBERED}`,
  { fingerprint: text, answer: json, shape: integer },
);
const LOCK = statement('SELECT pg_try_advisory_xact_lock($1::bigint) AS held', { held: boolean });
const KEEP = `
  INSERT INTO idempotency_keys (organization_id, user_id, action, key, fingerprint, answer, shape)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (organization_id, user_id, action, key)
  DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, shape = excluded.shape, created_at = now()`;

export const keyOf = ({ organizationId, userId, action, key }: KeyedRequest) => [
  organizationId,
  userId,
  action,
  key,
];

/**
 * What is kept for this key since less than 24 hours, as it is kept; null when there is nothing.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function keptDocument(
  { query }: Pick<Tx, 'query'>,
  request: KeyedRequest,
): Promise<{ answer: unknown; shape: number } | null> {
  const [row] = await query(GIVEN, keyOf(request));
  if (row && row.fingerprint !== sha256(request.body)) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return row ?? null;
}

/**
 * The answer that was given to this key within 24 hours; null when there is none.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function givenAnswer<T>(
  tx: Pick<Tx, 'query'>,
  request: KeyedRequest,
  shape: AnswerShape<T>,
): Promise<T | null> {
  const kept = await keptDocument(tx, request);
  return kept && shape.read(kept.answer, kept.shape);
}

/**
 * Runs `work` once for a key, inside the caller's transaction: the first answer is kept with the effect and given again
 * for 24 hours. Without a key (null) the work just runs.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body, IDEMPOTENCY_KEY_IN_USE while the first still runs
 */
export async function once<T>(
  tx: Tx,
  request: Omit<KeyedRequest, 'key'> & { key: string | null },
  shape: AnswerShape<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { key } = request;
  if (key === null) return work();
  const keyed = { ...request, key };
  const lock = createHash('sha256')
    .update(JSON.stringify(keyOf(keyed)))
    .digest()
    .readBigInt64BE(0);
  const [locked] = await tx.query(LOCK, [lock.toString()]);
  if (!locked?.held) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 });
  const given = await givenAnswer(tx, keyed, shape);
  if (given !== null) return given;
  const answer = await work();
  await tx.execute(KEEP, [...keyOf(keyed), sha256(request.body), shape.write(answer), shape.number]);
  return answer;
}

/**
 * The part of a statement that takes a key for an answer that is known beforehand: a change that is one statement puts it
 * first and goes on `FROM` its rows, of which there is none when the key is taken already. The organisation is $1; the six
 * values (`onceValues`) begin at $`first`.
 */
export function onceInsert(first: number): string {
  const values = Array.from({ length: 6 }, (_, i) => `$${first + i}`).join(', ');
  return `INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer, shape)
    VALUES ($1, ${values})
    ON CONFLICT (organization_id, user_id, action, key)
    DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, shape = excluded.shape, created_at = now()
    WHERE k.created_at <= now() - ${REMEMBERED} RETURNING 1`;
}

/** The values of `onceInsert`, in order. */
export function onceValues<T>(request: KeyedRequest, shape: AnswerShape<T>, answer: T): unknown[] {
  const { userId, action, key, body } = request;
  return [userId, action, key, sha256(body), shape.write(answer), shape.number];
}
