import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../lib/time.ts';
import { lifetimeOf, lifetimesOf } from './lifetimes.ts';

const startedAt = new Date('2026-11-22T10:00:00.000Z');
const after = (days: number) => new Date(startedAt.getTime() + days * DAY_MS);
const lifetimes = lifetimesOf({ ACCESS_TOKEN_SECONDS: 900, REFRESH_TOKEN_DAYS: 30 });

describe('a session that begins', () => {
  it('lasts three times as long as its first refresh token', () => {
    expect(lifetimeOf(startedAt, lifetimes)).toEqual({ expiresAt: after(90), refreshExpiresAt: after(30) });
  });

  it.each([
    [60, 30],
    [10, 10],
  ])('that must end after %i days has a refresh token of %i', (end, refreshEnd) => {
    const expected = { expiresAt: after(end), refreshExpiresAt: after(refreshEnd) };
    expect(lifetimeOf(startedAt, lifetimes, after(end))).toEqual(expected);
  });
});

it('access tokens that live longer than nodes remember revocations are refused', () => {
  expect(lifetimesOf({ ACCESS_TOKEN_SECONDS: 43_200, REFRESH_TOKEN_DAYS: 1 }).accessSeconds).toBe(43_200);
  expect(() => lifetimesOf({ ACCESS_TOKEN_SECONDS: 43_201, REFRESH_TOKEN_DAYS: 1 })).toThrow('43200 at most');
});
