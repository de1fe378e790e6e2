import { DAY_MS, MINUTE_MS, SECOND_MS } from '../lib/time.ts';

/** The spans over which a platform counts calls. `unnamed`: the platform did not say which. */
export const RATE_WINDOWS = ['second', 'minute', 'day', 'unnamed'] as const;
export type RateWindow = (typeof RATE_WINDOWS)[number];

/** Whom a platform counts calls for; `application` is this product's registration there, `member` the person who gave consent. */
export const RATE_SCOPES = ['account', 'application', 'member', 'application-and-member'] as const;
export type RateScope = (typeof RATE_SCOPES)[number];

type Reset = {
  /** The window begins anew at each whole multiple of this since 1970-01-01 00:00 UTC. */
  everyMs: number;
  /** Over how long those who waited come back, so that they do not all come at once. */
  spreadMs: number;
};

/** When a window begins anew of which the platform says no delay: LinkedIn's days end at midnight UTC. */
export const RATE_RESETS = {
  second: { everyMs: SECOND_MS, spreadMs: SECOND_MS },
  minute: { everyMs: MINUTE_MS, spreadMs: 10 * SECOND_MS },
  day: { everyMs: DAY_MS, spreadMs: 10 * MINUTE_MS },
} as const satisfies Readonly<Record<Exclude<RateWindow, 'unnamed'>, Reset>>;

export const RATE_SOURCES = {
  checkedOn: '2026-11-27',
  sources: [
    'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits',
    'https://developers.google.com/google-ads/api/docs/best-practices/quotas',
  ],
} as const;
