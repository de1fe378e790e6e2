/** How long a lost answer can be asked for again. */
export const REPLAY_MS = 10_000;

/** What is known about a presented refresh token that could not be spent (any more). */
export type KnownToken = {
  sessionAlive: boolean;
  usedAt: Date | null;
  /** The user agent that spent it. */
  usedBy: string | null;
  /** True when its child was spent in turn. */
  childUsed: boolean;
  childKept: boolean;
};

/**
 * What a refresh token that is not fresh means. `dead`: unknown, expired, or of an ended session. `replay`: the answer
 * of a moment ago got lost, the same child is given again, so no second branch exists. `reuse`: two parties hold the
 * token, and nobody can tell the thief: the whole session has to end.
 */
export function judgeSpent(
  token: KnownToken | undefined,
  now: Date,
  userAgent: string | null,
): 'dead' | 'replay' | 'reuse' {
  if (!token?.sessionAlive || token.usedAt === null) return 'dead';
  const recent = now.getTime() - token.usedAt.getTime() <= REPLAY_MS;
  const sameClient = token.usedBy === userAgent;
  return recent && sameClient && token.childKept && !token.childUsed ? 'replay' : 'reuse';
}
