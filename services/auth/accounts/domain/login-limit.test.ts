import { expect, it } from 'vitest';
import { requireLoginAllowed } from './login-limit.ts';

const now = new Date('2026-11-22T10:00:00.000Z');

it.each([
  [9, 0, 'none'],
  [10, 0, 900],
  [12, 60_500, 840],
  [12, 899_999, 1],
  [12, 900_000, 'none'],
])('%i failures since %i ms mean a wait of %s', (failures, sinceMs, expected) => {
  let wait: number | string | undefined = 'none';
  try {
    requireLoginAllowed(failures, new Date(now.getTime() - sinceMs), 10, now);
  } catch (error) {
    wait = (error as { public: { retryAfterSeconds?: number } }).public.retryAfterSeconds;
  }
  expect(wait).toBe(expected);
});
