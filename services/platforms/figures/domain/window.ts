import type { FigureLevel } from '../../../../contracts/platforms/figures.ts';
import { addDays, dayIn } from '../../../../lib/time.ts';

/** How often figures are read, and of which days. */
export type FiguresPace = {
  /** Between two readings, in milliseconds. */
  periodMs: number;
  /** After a connection, or when somebody asks, in milliseconds. */
  quickMs: number;
  /** After this long without a reading, in milliseconds, figures are called stale. */
  staleMs: number;
  /** The days that every reading reads, today included: clicks and cost of these still change. */
  recentDays: number;
  /** The days that platforms restate, because conversions are credited to the day of the click; and how often these are read. */
  restatedDays: number;
  restatedMs: number;
  /** The days that the first reading of an ad account reads. */
  firstDays: number;
};

/** What is known of an ad account before a reading. */
export type Known = { toldUntil: Date | null; restatedAt: Date | null };

/** The days that a reading reads, both included, in the platform's calendar, at which levels, and whether that is all that it restates. */
export type Window = { from: string; to: string; levels: readonly FigureLevel[]; isWhole: boolean };

/**
 * The days to read now. Between two whole readings only recent days are, and only campaigns as a whole; after a pause of the
 * readings all days since the last one.
 * @param levels what the platform has, the coarsest first
 */
export function windowAt(
  { toldUntil, restatedAt }: Known,
  levels: readonly FigureLevel[],
  { now, calendar, pace }: { now: Date; calendar: string; pace: FiguresPace },
): Window {
  const today = dayIn(calendar, now);
  const back = (days: number) => addDays(today, 1 - days);
  if (toldUntil === null) return { from: back(pace.firstDays), to: today, levels, isWhole: true };
  const last = dayIn(calendar, toldUntil);
  const isWhole = restatedAt === null || now.getTime() - restatedAt.getTime() >= pace.restatedMs;
  const from = back(isWhole ? pace.restatedDays : pace.recentDays);
  return {
    from: last < from ? last : from,
    to: today,
    levels: isWhole ? levels : levels.slice(0, 1),
    isWhole,
  };
}
