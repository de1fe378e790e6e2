import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../../lib/time.ts';

/** No access token lives longer, so that nodes may forget revocations and keys that are a day old. */
const MAX_ACCESS_SECONDS = (12 * HOUR_MS) / SECOND_MS;
/** After this long no token of that time can be alive: 12 hours and a wide margin. */
export const TOKENS_FORGOTTEN_MS = DAY_MS;
export const INVITATION_MS = 7 * DAY_MS;

export type Lifetimes = {
  accessSeconds: number;
  /** A refresh token that nobody uses for this long is dead. */
  idleMs: number;
  /** A session ends this long after signing in, however often it is refreshed. */
  absoluteMs: number;
};

/** Idle: the configured days; absolute: three times as long. @throws Error in one sentence for too long a token */
export function lifetimesOf(config: { ACCESS_TOKEN_SECONDS: number; REFRESH_TOKEN_DAYS: number }): Lifetimes {
  if (config.ACCESS_TOKEN_SECONDS > MAX_ACCESS_SECONDS)
    throw new Error(`ACCESS_TOKEN_SECONDS must be ${MAX_ACCESS_SECONDS} at most.`);
  const idleMs = config.REFRESH_TOKEN_DAYS * DAY_MS;
  return { accessSeconds: config.ACCESS_TOKEN_SECONDS, idleMs, absoluteMs: 3 * idleMs };
}
