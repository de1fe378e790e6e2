import { AppError } from '../../../../lib/errors.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';

/** Wrong passwords for one address are counted for this long, from the first one on. */
export const LOGIN_WINDOW_MS = 15 * MINUTE_MS;

/**
 * Refuses another attempt when `failures` in the present window have reached `limit`.
 * @throws AppError RATE_LIMIT_EXCEEDED with the seconds until the window ends
 */
export function requireLoginAllowed(failures: number, windowStartedAt: Date, limit: number, now: Date): void {
  if (failures < limit) return;
  const remainingMs = windowStartedAt.getTime() + LOGIN_WINDOW_MS - now.getTime();
  if (remainingMs > 0)
    throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: Math.ceil(remainingMs / 1000) });
}
