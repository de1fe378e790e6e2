import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import { RATE_SCOPES, RATE_WINDOWS } from '../../../../rules/rate-windows.ts';
import { holdLimit, limitWaitMs, type RateLimit } from './limit.ts';

const NOW = new Date('2026-11-28T14:05:10.000Z');
const account = { platform: 'linkedin-ads', adAccountId: 'a' } as const;
const google = { platform: 'google-ads', adAccountId: 'a' } as const;
const slowDown = (limit: RateLimit | null, retryAfterMs: number | null = null) => ({
  code: 'TOO_MANY_REQUESTS',
  retryAfterMs,
  limit,
});
const DAY: RateLimit = { scope: 'application-and-member', window: 'day' };

describe('a limit', () => {
  it("of LinkedIn's day holds until midnight UTC, and is asked about some minutes later", () => {
    const held = holdLimit(account, slowDown(DAY), 0, NOW);
    expect(held).toMatchObject({
      scope: 'application-and-member',
      window: 'day',
      until: new Date('2026-11-29T00:00:00.000Z'),
      code: 'TOO_MANY_REQUESTS',
      sentence: "LinkedIn's daily limit, until 00:00 UTC",
      strikes: 1,
    });
    const laterMs = held.probeAt.getTime() - held.until.getTime();
    expect(laterMs).toBeGreaterThanOrEqual(0);
    expect(laterMs).toBeLessThan(10 * MINUTE_MS);
  });

  it("of Google's day holds as long as Google says", () => {
    const held = holdLimit(google, slowDown({ scope: 'application', window: 'day' }, 40_591_000), 0, NOW);
    expect(held.until.getTime() - NOW.getTime()).toBe(40_591_000);
    expect(held.sentence).toBe("Google's daily limit, until 01:22 UTC");
  });

  it.each([
    ['second', '14:06', 'limit per second'],
    ['minute', '14:06', 'limit per minute'],
    ['unnamed', '14:06', 'limit'],
  ] as const)('of a %s holds until %s UTC and is called %s', (window, time, words) => {
    const held = holdLimit(account, slowDown({ scope: 'member', window }), 0, NOW);
    expect(held.sentence).toBe(`LinkedIn's ${words}, until ${time} UTC`);
    expect(held.until > NOW && held.until <= new Date(NOW.getTime() + MINUTE_MS)).toBe(true);
  });

  it('that the platform does not describe concerns the account alone', () => {
    expect(holdLimit(account, slowDown(null), 0, NOW)).toMatchObject({ scope: 'account', window: 'unnamed' });
  });

  it('is asked about less and less often while it lasts, and at least once a day', () => {
    const windows = fc.constantFrom(...RATE_WINDOWS);
    const scopes = fc.constantFrom(...RATE_SCOPES);
    const delay = fc.option(fc.integer({ min: 0, max: 2 ** 50 }), { nil: null });
    const strikes = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(
        windows,
        scopes,
        delay,
        strikes,
        fc.date({ noInvalidDate: true }),
        (window, scope, ms, n, at) => {
          const now = new Date(at.getTime() % (10_000 * DAY_MS));
          fc.pre(now.getTime() >= 0);
          const held = holdLimit(
            { ...account, adAccountId: String(n) },
            slowDown({ scope, window }, ms),
            n,
            now,
          );
          const waitMs = held.probeAt.getTime() - now.getTime();
          expect(waitMs).toBeGreaterThanOrEqual(Math.min(5 * MINUTE_MS, SECOND_MS * 2 ** Math.min(10, n)));
          expect(waitMs).toBeLessThanOrEqual(DAY_MS + 10 * MINUTE_MS);
          expect(held.strikes).toBe(n + 1);
        },
      ),
    );
  });

  it('brings accounts back one after the other', () => {
    const times = Array.from({ length: 50 }, (_, n) =>
      holdLimit({ ...account, adAccountId: `account-${n}` }, slowDown(DAY), 0, NOW).probeAt.getTime(),
    );
    expect(new Set(times).size).toBe(50);
  });
});

describe('while a limit holds', () => {
  const limit = { probeAt: new Date(NOW.getTime() + 60_000) };
  it.each([
    ['the earliest step waits for its end', { urgent: false, isEarliest: true }, 60_000],
    ['the others wait behind it', { urgent: false, isEarliest: false }, 61_000],
    ['what is urgent does not wait', { urgent: true, isEarliest: false }, 0],
  ])('%s', (_what, step, waitMs) => {
    expect(limitWaitMs(limit, step, NOW)).toBe(waitMs);
    expect(limitWaitMs(limit, step, limit.probeAt)).toBe(0);
    expect(limitWaitMs(null, step, NOW)).toBe(0);
  });
});
