import { MAX_ACCESS_TOKEN_SECONDS } from '../../../../contracts/auth/sessions.ts';
import { DAY_MS } from '../../../../lib/time.ts';

/** After this long no access token of that time can be valid any more: 12 hours and as much again as a margin. */
export const TOKENS_FORGOTTEN_MS = DAY_MS;

export type Lifetimes = {
  accessSeconds: number;
  /** A refresh token that is not used for this long expires. */
  idleMs: number;
  /** A session ends this long after it began, however often it is refreshed. */
  absoluteMs: number;
};

/**
 * Idle: the configured days. Absolute: three times as long.
 * @throws Error in one sentence when access tokens would live too long
 */
export function lifetimesOf(settings: {
  ACCESS_TOKEN_SECONDS: number;
  REFRESH_TOKEN_DAYS: number;
}): Lifetimes {
  if (settings.ACCESS_TOKEN_SECONDS > MAX_ACCESS_TOKEN_SECONDS)
    throw new Error(`ACCESS_TOKEN_SECONDS must be ${MAX_ACCESS_TOKEN_SECONDS} at most.`);
  const idleMs = settings.REFRESH_TOKEN_DAYS * DAY_MS;
  return { accessSeconds: settings.ACCESS_TOKEN_SECONDS, idleMs, absoluteMs: 3 * idleMs };
}

/**
 * When a session that begins now ends, and when its first refresh token expires.
 * @param endsAt an earlier end, where there is one
 */
export function lifetimeOf(
  startedAt: Date,
  { idleMs, absoluteMs }: Lifetimes,
  endsAt?: Date,
): { expiresAt: Date; refreshExpiresAt: Date } {
  const expiresAt = endsAt ?? new Date(startedAt.getTime() + absoluteMs);
  const idleEnd = new Date(startedAt.getTime() + idleMs);
  return { expiresAt, refreshExpiresAt: idleEnd < expiresAt ? idleEnd : expiresAt };
}
