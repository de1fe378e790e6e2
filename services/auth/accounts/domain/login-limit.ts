import { AppError } from '../../../../lib/errors.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';

export const LOGIN_WINDOW_MS = 15 * MINUTE_MS;

/** Failed sign-ins of one account since its window began. */
export type Failures = { count: number; windowStartedAt: Date };

/** Refuses another attempt after `limit` failures in a window. @throws AppError RATE_LIMIT_EXCEEDED with the wait */
export function refuseLimited(failures: Failures | undefined, limit: number, now: Date): void {
  if (!failures || failures.count < limit) return;
  const left = failures.windowStartedAt.getTime() + LOGIN_WINDOW_MS - now.getTime();
  if (left > 0) throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: Math.ceil(left / 1000) });
}
