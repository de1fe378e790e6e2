import { AppError } from '../../../../lib/errors.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';

/** Wrong passwords are counted for this long, from the first one on. */
export const LOGIN_WINDOW_MS = 15 * MINUTE_MS;
/** After so many wrong passwords in a row, however slow, time alone opens nothing any more. */
export const MAX_CONSECUTIVE = 100;
/** Counts for what has no account are forgotten after this long without an attempt. */
export const PASSING_MS = 30 * DAY_MS;

/** Wrong passwords in the present window, and in a row: since the last right one. */
export type LoginCount = { failures: number; consecutive: number; windowStartedAt: Date };

/**
 * What a count says of another attempt: it is `allowed`, has to `wait` until the window ends, or the count is `spent`: only
 * a right password that is given elsewhere, or a reset, ends it.
 */
export function judgeCount(
  { failures, consecutive, windowStartedAt }: LoginCount,
  limit: number,
  now: Date,
  maxConsecutive = MAX_CONSECUTIVE,
): 'allowed' | 'wait' | 'spent' {
  if (consecutive >= maxConsecutive) return 'spent';
  const open = windowStartedAt.getTime() + LOGIN_WINDOW_MS > now.getTime();
  return open && failures >= limit ? 'wait' : 'allowed';
}

/** The refusal of an attempt in a window whose limit is reached, with the seconds until it ends. */
export function refusalUntil(windowStartedAt: Date, now: Date): AppError {
  const remainingMs = windowStartedAt.getTime() + LOGIN_WINDOW_MS - now.getTime();
  return new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: Math.ceil(remainingMs / SECOND_MS) });
}

/** The refusal of an unknown device after too many wrong passwords in a row. */
export function refusalForGood(): AppError {
  return new AppError('RATE_LIMIT_EXCEEDED', {
    detail:
      'Too many wrong passwords were given for this account, and waiting does not help: sign in on a device that you have used before, or reset your password.',
    retryAfterSeconds: DAY_MS / SECOND_MS,
  });
}
