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
  /** The request's content without the key. */
  body: unknown;
};

/**
 * How the answers of an action are stored, in practice a `Shape` (lib/shape.ts). Answers with secrets must not be
 * stored.
 */
export type AnswerShape<T> = {
  readonly number: number;
  read(document: unknown, number: number): T;
  write(answer: T): string;
};

/** How long the answer of a key is valid, in SQL. */
export const RETENTION = `interval '24 hours'`;
/** The condition for the row of a key; $1 to $4 are the values of `keyOf`. */
export const IS_KEY = 'organization_id = $1 AND user_id = $2 AND action = $3 AND key = $4';

const FIND = statement(
  `SELECT fingerprint, answer, shape FROM idempotency_keys WHERE ${IS_KEY} AND created_at > now() - ${RETENTION}`,
  { fingerprint: text, answer: json, shape: integer },
);
const LOCK = statement('SELECT pg_try_advisory_xact_lock($1::bigint) AS held', { held: boolean });
const SAVE = `
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
 * The stored row of a key that is not older than 24 hours; null when there is none.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function findRow(
  { query }: Pick<Tx, 'query'>,
  request: KeyedRequest,
): Promise<{ answer: unknown; shape: number } | null> {
  const [row] = await query(FIND, keyOf(request));
  if (row && row.fingerprint !== sha256(request.body)) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return row ?? null;
}

/**
 * The answer to the first request with this key in the last 24 hours; null when there was none.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another body
 */
export async function findAnswer<T>(
  tx: Pick<Tx, 'query'>,
  request: KeyedRequest,
  shape: AnswerShape<T>,
): Promise<T | null> {
  const row = await findRow(tx, request);
  return row && shape.read(row.answer, row.shape);
}

/**
 * Runs `work` once for a key, inside the caller's transaction. The answer is stored with the effects of the work, and
 * repeated requests get it for 24 hours. Without a key (null) the work runs each time.
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
  const keyedRequest = { ...request, key };
  const lock = createHash('sha256')
    .update(JSON.stringify(keyOf(keyedRequest)))
    .digest()
    .readBigInt64BE(0);
  const [locked] = await tx.query(LOCK, [lock.toString()]);
  if (!locked?.held) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 });
  const stored = await findAnswer(tx, keyedRequest, shape);
  if (stored !== null) return stored;
  const answer = await work();
  await tx.execute(SAVE, [...keyOf(keyedRequest), sha256(request.body), shape.write(answer), shape.number]);
  return answer;
}

/**
 * The part of a statement that stores an answer under a key, for a change that is a single statement and whose answer
 * is known beforehand. The change selects `FROM` its rows; there is none when the key exists already, so that nothing
 * changes. The organisation is $1; the six values (`onceValues`) begin at $`first`.
 */
export function onceInsert(first: number): string {
  const values = Array.from({ length: 6 }, (_, i) => `$${first + i}`).join(', ');
  return `INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer, shape)
    VALUES ($1, ${values})
    ON CONFLICT (organization_id, user_id, action, key)
    DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, shape = excluded.shape, created_at = now()
    WHERE k.created_at <= now() - ${RETENTION} RETURNING 1`;
}

/** The values of `onceInsert`, in order. */
export function onceValues<T>(request: KeyedRequest, shape: AnswerShape<T>, answer: T): unknown[] {
  const { userId, action, key, body } = request;
  return [userId, action, key, sha256(body), shape.write(answer), shape.number];
}
