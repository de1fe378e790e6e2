import { SECOND_MS } from '../../../../lib/time.ts';

/** For this long after its use, the client that used a refresh token is given the same successor again. */
export const REPLAY_MS = 10 * SECOND_MS;

/** What is known of a refresh token that was presented and could not be used. */
export type UsedToken = {
  sessionAlive: boolean;
  /** When it was used; null when it expired unused. */
  usedAt: Date | null;
  /** The user agent of the client that used it. */
  usedBy: string | null;
  successorUsed: boolean;
  /** Whether the successor is still stored, sealed under this token. */
  successorStored: boolean;
};

/**
 * What it means that a refresh token cannot be used:
 * - `dead`: it is unknown or expired, or its session has ended.
 * - `replay`: the answer to its use got lost a moment ago. The client is given the same successor again, so that the session
 *   still has one valid token.
 * - `reuse`: two clients hold the token, and which of them is the thief cannot be told. The whole session has to end.
 */
export function judgeUsedToken(
  token: UsedToken | undefined,
  now: Date,
  userAgent: string | null,
): 'dead' | 'replay' | 'reuse' {
  if (!token?.sessionAlive || token.usedAt === null) return 'dead';
  const recent = now.getTime() - token.usedAt.getTime() <= REPLAY_MS;
  const sameClient = token.usedBy === userAgent;
  return recent && sameClient && token.successorStored && !token.successorUsed ? 'replay' : 'reuse';
}
