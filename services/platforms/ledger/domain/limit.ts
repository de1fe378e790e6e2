import { createHash } from 'node:crypto';
import type { Platform } from '../../../../contracts/values.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import { RATE_RESETS, type RateScope, type RateWindow } from '../../../../rules/rate-windows.ts';

/** How a platform limits calls, as far as its answer says. */
export type RateLimit = { scope: RateScope; window: RateWindow };

/** A limit that holds for an ad account. */
export type HeldLimit = RateLimit & {
  /** When the platform counts anew, as far as it is known. */
  until: Date;
  /** From then on one step of the account may ask the platform again. */
  probeAt: Date;
  /** The platform's code. */
  code: string;
  /** The limit in people's words. */
  sentence: string;
  /** How often in a row the platform has said so. */
  strikes: number;
};

/** What is asked to slow down, and what the platform said. */
type SlowDown = { code: string; retryAfterMs: number | null; limit: RateLimit | null };

/** No platform has a longer window than a day; a longer delay is taken for a mistake and asked about after a day. */
const LONGEST_MS = DAY_MS;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;
/** The steps that do not ask wait this much longer than the one that does, so that it comes first. */
const BEHIND_MS = SECOND_MS;

/**
 * The limit after the platform has asked to slow down: the delay that it names, or else the end of the window, or else longer
 * and longer pauses. Each strike makes the pause longer, so that a limit is never asked about once a second.
 */
export function holdLimit(
  account: { platform: Platform; adAccountId: string },
  { code, retryAfterMs, limit }: SlowDown,
  strikesBefore: number,
  now: Date,
): HeldLimit {
  const { scope, window } = limit ?? { scope: 'account', window: 'unnamed' };
  const strikes = strikesBefore + 1;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, SECOND_MS * 2 ** Math.min(10, strikes - 1));
  const resetMs = retryAfterMs === null ? untilReset(window, now) : Math.min(LONGEST_MS, retryAfterMs);
  const until = new Date(now.getTime() + Math.max(pauseMs, resetMs));
  const spreadMs = window === 'unnamed' ? 0 : RATE_RESETS[window].spreadMs * spreadOf(account.adAccountId);
  const probeAt = new Date(until.getTime() + Math.floor(spreadMs));
  return { scope, window, until, probeAt, code, strikes, sentence: inWords(account.platform, window, until) };
}

function untilReset(window: RateWindow, now: Date): number {
  if (window === 'unnamed') return 0;
  const { everyMs } = RATE_RESETS[window];
  return everyMs - (now.getTime() % everyMs);
}

/** Always the same number from 0 to 1 for one account; those of many accounts are spread evenly. */
function spreadOf(adAccountId: string): number {
  return createHash('sha256').update(adAccountId).digest().readUInt32BE(0) / 2 ** 32;
}

const WHOSE: Readonly<Record<Platform, string>> = { 'google-ads': "Google's", 'linkedin-ads': "LinkedIn's" };
const WORDS: Readonly<Record<RateWindow, string>> = {
  second: 'limit per second',
  minute: 'limit per minute',
  day: 'daily limit',
  unnamed: 'limit',
};

/** `LinkedIn's daily limit, until 00:00 UTC`; a part of a minute counts as a whole one. */
function inWords(platform: Platform, window: RateWindow, until: Date): string {
  const minute = new Date(Math.ceil(until.getTime() / MINUTE_MS) * MINUTE_MS).toISOString().slice(11, 16);
  return `${WHOSE[platform]} ${WORDS[window]}, until ${minute} UTC`;
}

/**
 * How long a step waits for a limit of its account before it asks the platform anything; 0 when it may. A step that stops
 * something is urgent and never waits. The earliest step of the account asks first, alone; the others follow its answer.
 */
export function limitWaitMs(
  limit: Pick<HeldLimit, 'probeAt'> | null,
  step: { urgent: boolean; isEarliest: boolean },
  now: Date,
): number {
  if (limit === null || step.urgent) return 0;
  const waitMs = limit.probeAt.getTime() - now.getTime();
  if (waitMs <= 0) return 0;
  return step.isEarliest ? waitMs : waitMs + BEHIND_MS;
}
