import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import type { Call } from '../../mixins/call.ts';
import { tokenHash } from '../../services/auth/opaque-token.ts';
import { newRefreshToken } from '../../services/auth/sessions/refresh-token.ts';
import type { Random } from './random.ts';

/**
 * Changes a refresh token for its successor; null when it is refused, and undefined when no answer came: then nobody knows
 * whether the token was used.
 */
export type Refresh = (token: string, userAgent: string) => Promise<string | null | undefined>;
export type FamilyCounts = {
  refreshes: number;
  /** Refreshes without an answer, as when a node is busy. */
  lost: number;
  /** Families that have two valid tokens, or of which one token was given two successors. */
  split: number;
  /** Families with exactly one valid token, and those that ended because a token was used twice. */
  whole: number;
  ended: number;
};

const AT_ONCE = 8;
/** The user agent of clients that are no thieves. */
export const CLIENT = 'client/1.0';

/** Refreshes as the product does it. */
export const productRefresh =
  (call: Call): Refresh =>
  async (refreshToken, userAgent) => {
    const origin = { address: '192.0.2.1', userAgent };
    const answer = call(sessionContracts.refreshToken, { refreshToken, origin });
    return answer.then(
      (session) => session.refreshToken,
      (error: { code?: string }) => {
        if (error.code === 'REFRESH_TOKEN_INVALID') return null;
        if (error.code === 'DEPENDENCY_UNAVAILABLE') return undefined;
        throw error;
      },
    );
  };

/** Looks first and writes afterwards, as one would without thinking of others: two at once both find the token unused. */
export const carelessRefresh =
  (pool: pg.Pool): Refresh =>
  async (token) => {
    const look = `SELECT session_id FROM refresh_tokens WHERE token_hash = $1 AND used_at IS NULL`;
    const [row] = (await pool.query<{ session_id: string }>(look, [tokenHash(token)])).rows;
    if (!row) return null;
    const successor = newRefreshToken();
    await pool.query('UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1', [tokenHash(token)]);
    await insertTokens(pool, [[tokenHash(successor), row.session_id]]);
    return successor;
  };

/**
 * Lets clients and thieves refresh the tokens of many sessions at once, again and again, and counts what is left of each.
 * @param owner a person with an organisation, whose sessions they are
 */
export async function tryFamilies(
  pool: pg.Pool,
  refresh: Refresh,
  owner: { userId: string; organizationId: string },
  { random, families }: { random: Random; families: number },
): Promise<FamilyCounts> {
  const tokens = await beginSessions(pool, owner, families);
  const plans = tokens.map((token) => ({ token, ...planOf(random) }));
  const next = plans.values();
  let [refreshes, doubled, lost] = [0, 0, 0];
  const worker = async () => {
    for (const { token, first, again } of next) {
      const answers = await Promise.all(first.map((userAgent) => refresh(token, userAgent)));
      const successors = new Set(answers.filter((answer) => answer !== null && answer !== undefined));
      if (successors.size > 1) doubled += 1;
      const second = again ? [...successors].flatMap((successor) => [successor, successor, token]) : [];
      answers.push(...(await Promise.all(second.map((one) => refresh(one, CLIENT)))));
      lost += answers.filter((answer) => answer === undefined).length;
      refreshes += first.length + second.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const counts = await countLeaves(pool, owner.userId, families);
  return { refreshes, lost, ...counts, split: Math.max(counts.split, doubled) };
}

/** Who refreshes a token at once, by user agent: mostly one client, now and then a thief; and whether they go on. */
function planOf(random: Random): { first: string[]; again: boolean } {
  const first = Array.from({ length: random.whole(2, 4) }, () =>
    random.chance(0.15) ? 'thief/1.0' : CLIENT,
  );
  return { first, again: random.chance(0.3) };
}

/** Begins sessions of a person; gives the refresh token of each. */
export async function beginSessions(
  pool: pg.Pool,
  { userId, organizationId }: { userId: string; organizationId: string },
  count: number,
): Promise<string[]> {
  const sessions = Array.from({ length: count }, () => ({ id: randomUUID(), token: newRefreshToken() }));
  const ids = sessions.map(({ id }) => id);
  await pool.query(
    `INSERT INTO sessions (id, user_id, organization_id, started_at, last_used_at, expires_at, signed_in_at)
     SELECT unnest($1::uuid[]), $2, $3, now(), now(), now() + interval '7 days', now()`,
    [ids, userId, organizationId],
  );
  await insertTokens(
    pool,
    sessions.map(({ id, token }) => [tokenHash(token), id]),
  );
  return sessions.map(({ token }) => token);
}

async function insertTokens(
  pool: pg.Pool,
  tokens: readonly (readonly [hash: Buffer, sessionId: string])[],
): Promise<void> {
  await pool.query(
    `INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at)
     SELECT unnest($1::bytea[]), unnest($2::uuid[]), now(), now() + interval '12 hours'`,
    [tokens.map(([hash]) => hash), tokens.map(([, sessionId]) => sessionId)],
  );
}

/** Of a person's sessions: those with two valid tokens or more, those with one, and those with none. */
export async function countLeaves(pool: pg.Pool, userId: string, families: number) {
  const { rows } = await pool.query<{ leaves: number; families: number }>(
    `SELECT leaves, count(*)::int AS families FROM (
       SELECT count(*)::int AS leaves FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id
       WHERE s.user_id = $1 AND s.address IS NULL AND s.ended_at IS NULL AND t.used_at IS NULL AND t.expires_at > now()
       GROUP BY s.id) f GROUP BY leaves`,
    [userId],
  );
  const split = rows.filter(({ leaves }) => leaves > 1).reduce((sum, row) => sum + row.families, 0);
  const whole = rows.find(({ leaves }) => leaves === 1)?.families ?? 0;
  return { split, whole, ended: families - split - whole };
}
