import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../lib/time.ts';
import { lifetimeOf, lifetimesOf } from './lifetimes.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const after = (days: number) => new Date(now.getTime() + days * DAY_MS);
const settings = {
  ACCESS_TOKEN_SECONDS: 900,
  REFRESH_TOKEN_DAYS: 30,
  SESSION_IDLE_HOURS: 12,
  SESSION_ABSOLUTE_DAYS: 7,
};
const { byRole } = lifetimesOf(settings);

describe('sessions', () => {
  it.each(['owner', 'admin', 'manager'] as const)('of an %s, who can spend money, are short', (role) => {
    expect(byRole[role]).toEqual({ idleMs: 12 * HOUR_MS, absoluteMs: 7 * DAY_MS });
  });

  it.each(['analyst', 'viewer'] as const)('of an %s are long', (role) => {
    expect(byRole[role]).toEqual({ idleMs: 30 * DAY_MS, absoluteMs: 90 * DAY_MS });
  });

  it('of those who can spend money are never the longer ones', () => {
    const lifetimes = lifetimesOf({ ...settings, REFRESH_TOKEN_DAYS: 1, SESSION_IDLE_HOURS: 48 });
    expect(lifetimes.byRole.owner).toEqual({ idleMs: DAY_MS, absoluteMs: 3 * DAY_MS });
  });
});

describe('a session that begins', () => {
  it('ends by the clock of its role, and its first refresh token when it is not used', () => {
    expect(lifetimeOf(now, byRole.viewer)).toEqual({ expiresAt: after(90), refreshExpiresAt: after(30) });
    expect(lifetimeOf(now, byRole.owner)).toEqual({ expiresAt: after(7), refreshExpiresAt: after(0.5) });
  });

  it.each([
    [-6.75, undefined, 0.25, 0.25],
    [-8, undefined, -1, -1],
    [-1, 3, 3, 0.5],
    [-1, 30, 6, 0.5],
  ])(
    'by who signed in %d days from now, and must end after %s days, ends after %d days',
    (signedIn, end, expected, refreshEnd) => {
      const ends = lifetimeOf(now, byRole.owner, after(signedIn), end === undefined ? undefined : after(end));
      expect(ends).toEqual({ expiresAt: after(expected), refreshExpiresAt: after(refreshEnd) });
    },
  );
});

it('access tokens that live longer than nodes remember revocations are refused', () => {
  expect(lifetimesOf({ ...settings, ACCESS_TOKEN_SECONDS: 43_200 }).accessSeconds).toBe(43_200);
  expect(() => lifetimesOf({ ...settings, ACCESS_TOKEN_SECONDS: 43_201 })).toThrow('43200 at most');
});
