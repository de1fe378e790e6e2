import { MAX_ACCESS_TOKEN_SECONDS } from '../../../../contracts/auth/sessions.ts';
import { PERMISSIONS, ROLES, type Role } from '../../../../contracts/permissions.ts';
import { DAY_MS, HOUR_MS } from '../../../../lib/time.ts';

/** After this long no access token of that time can be valid any more: 12 hours and as much again as a margin. */
export const TOKENS_FORGOTTEN_MS = DAY_MS;
/** Roles that can spend money: their sessions are short. */
const MONEY_ROLES: readonly Role[] = PERMISSIONS['campaign:publish'];

/** How long a session with one role may last. */
export type Lifetime = {
  /** A refresh token that is not used for this long expires. */
  idleMs: number;
  /** A session ends this long after the person signed in, however often it is refreshed. */
  absoluteMs: number;
};
export type Lifetimes = { accessSeconds: number; byRole: Readonly<Record<Role, Lifetime>> };

/**
 * Roles that can spend money: the hours and days of their settings. Others: the days of a refresh token, and three times as
 * long in all; nobody's sessions are longer than theirs.
 * @throws Error in one sentence when access tokens would live too long
 */
export function lifetimesOf(settings: {
  ACCESS_TOKEN_SECONDS: number;
  REFRESH_TOKEN_DAYS: number;
  SESSION_IDLE_HOURS: number;
  SESSION_ABSOLUTE_DAYS: number;
}): Lifetimes {
  if (settings.ACCESS_TOKEN_SECONDS > MAX_ACCESS_TOKEN_SECONDS)
    throw new Error(`ACCESS_TOKEN_SECONDS must be ${MAX_ACCESS_TOKEN_SECONDS} at most.`);
  const others = settings.REFRESH_TOKEN_DAYS * DAY_MS;
  const long = { idleMs: others, absoluteMs: 3 * others };
  const short = {
    idleMs: Math.min(long.idleMs, settings.SESSION_IDLE_HOURS * HOUR_MS),
    absoluteMs: Math.min(long.absoluteMs, settings.SESSION_ABSOLUTE_DAYS * DAY_MS),
  };
  const entries = ROLES.map((role) => [role, MONEY_ROLES.includes(role) ? short : long] as const);
  return {
    accessSeconds: settings.ACCESS_TOKEN_SECONDS,
    byRole: Object.fromEntries(entries) as Record<Role, Lifetime>,
  };
}

/**
 * When a session that begins now ends, and when its first refresh token expires.
 * @param signedInAt when the person proved who they are; before now where a session goes on in another organisation
 * @param endsAt the end of the session that goes on, where there is one
 */
export function lifetimeOf(
  now: Date,
  { idleMs, absoluteMs }: Lifetime,
  signedInAt: Date = now,
  endsAt?: Date,
): { expiresAt: Date; refreshExpiresAt: Date } {
  const absoluteEnd = new Date(signedInAt.getTime() + absoluteMs);
  const expiresAt = endsAt && endsAt < absoluteEnd ? endsAt : absoluteEnd;
  const idleEnd = new Date(now.getTime() + idleMs);
  return { expiresAt, refreshExpiresAt: idleEnd < expiresAt ? idleEnd : expiresAt };
}

/** Whether a session that was used last at this time has been idle for too long. */
export const isIdle = (lastUsedAt: Date, { idleMs }: Lifetime, now: Date): boolean =>
  now.getTime() - lastUsedAt.getTime() >= idleMs;
