import { SECOND_MS } from '../../../../lib/time.ts';

/** For this long after its use, the client that used a refresh token is given the same successor again. */
export const REPLAY_MS = 10 * SECOND_MS;

/** Who presents a refresh token. */
export type Client = {
  /** The device of the session, when its token was shown. */
  deviceId: string | null;
  userAgent: string | null;
};

/** What is known of a refresh token that was presented and could not be used. */
export type UsedToken = {
  sessionAlive: boolean;
  /** When it was used; null when it expired unused. */
  usedAt: Date | null;
  usedBy: Client;
  presentedBy: Client;
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
export function judgeUsedToken(token: UsedToken | undefined, now: Date): 'dead' | 'replay' | 'reuse' {
  if (!token?.sessionAlive || token.usedAt === null) return 'dead';
  const recent = now.getTime() - token.usedAt.getTime() <= REPLAY_MS;
  const untouched = token.successorStored && !token.successorUsed;
  return recent && untouched && isSame(token.usedBy, token.presentedBy) ? 'replay' : 'reuse';
}

/**
 * Whether it is the same client. A device that was shown has to be shown again, and whoever shows one now had to show it
 * then; clients that show none are told apart by their user agents, which a thief may copy.
 */
function isSame(one: Client, other: Client): boolean {
  if (one.deviceId !== null || other.deviceId !== null) return one.deviceId === other.deviceId;
  return one.userAgent === other.userAgent;
}
