import { expect, it } from 'vitest';
import { judgeCount, refusalForGood, refusalUntil } from './login-limit.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

it.each([
  [9, 9, 0, 'allowed'],
  [10, 10, 0, 'wait'],
  [12, 99, 899_999, 'wait'],
  [12, 99, 900_000, 'allowed'],
  [0, 99, 0, 'allowed'],
  [0, 100, 0, 'spent'],
  [1, 100, 900_000, 'spent'],
  [10, 100, 0, 'spent'],
])(
  '%i failures, %i in a row, since %i ms: another attempt is %s',
  (failures, consecutive, sinceMs, expected) => {
    expect(judgeCount({ failures, consecutive, windowStartedAt: ago(sinceMs) }, 10, now)).toBe(expected);
  },
);

it.each([
  [0, 900],
  [60_500, 840],
  [899_999, 1],
])('%i ms after the first failure one has to wait for %i seconds', (sinceMs, seconds) => {
  expect(refusalUntil(ago(sinceMs), now).public).toEqual({ retryAfterSeconds: seconds });
});

it('after too many in a row one is told what helps', () => {
  expect(refusalForGood()).toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    public: { retryAfterSeconds: 86_400 },
  });
  expect(refusalForGood().public.detail).toMatch(/device that you have used before, or reset/);
});
