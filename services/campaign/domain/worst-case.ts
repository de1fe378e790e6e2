import type { Schedule } from '../../../contracts/campaign.ts';
import type { Platform } from '../../../contracts/values.ts';
import type { z } from 'zod';
import { daysBetween, eachDay } from '../../../lib/time.ts';
import type { CampaignContent } from './content.ts';

/**
 * How far the platforms may go above a daily budget, in tenths of it. Google Ads: two times on a day, 30.4 times in a
 * calendar month (support.google.com/google-ads/answer/6385083). LinkedIn: one and a half times on a day; over a schedule
 * with an end not more than its days, otherwise seven times from Monday to Sunday (linkedin.com/help/lms/answer/a422101),
 * which makes 28 whole days and three at 1.5 of the longest month.
 */
export const OVERSPEND: Readonly<Record<Platform, { dayTenths: number; monthTenths: number }>> = {
  'google-ads': { dayTenths: 20, monthTenths: 304 },
  'linkedin-ads': { dayTenths: 15, monthTenths: 325 },
};

/** The most that may be charged: on one day, in one month, and over the schedule when it has an end. */
export type WorstCase = {
  dailyMicros: number;
  monthMicros: number;
  totalMicros: number | null;
  days: number | null;
};

/** Sums over the platforms, each rounded up to a micro. `today` cuts off days that have passed. */
export function worstCase({ budget, schedule }: CampaignContent, today: string): WorstCase {
  const span = daysLeft(schedule, today);
  const sum = (tenths: (platform: Platform) => number) =>
    atMost(
      budget.split.reduce(
        (total, share) => total + timesTenths(share.dailyMicros, tenths(share.platform)),
        0n,
      ),
    );
  return {
    dailyMicros: sum((p) => OVERSPEND[p].dayTenths),
    monthMicros: sum((p) => OVERSPEND[p].monthTenths),
    totalMicros: span === null ? null : sum((p) => scheduleTenths(p, span)),
    days: span === null ? null : span.days,
  };
}

type Span = { from: string; to: string; days: number };

function daysLeft({ startDate, endDate }: z.infer<typeof Schedule>, today: string): Span | null {
  if (endDate === undefined) return null;
  const from = startDate < today ? today : startDate;
  return { from, to: endDate, days: Math.max(0, daysBetween(from, endDate)) };
}

/** Tenths of a daily budget over a schedule: for Google month by month, for LinkedIn its days. */
function scheduleTenths(platform: Platform, { from, to, days }: Span): number {
  if (platform === 'linkedin-ads') return days * 10;
  const { dayTenths, monthTenths } = OVERSPEND[platform];
  const months = new Map<string, number>();
  for (const day of eachDay(from, to)) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + 1);
  return [...months.values()].reduce((sum, inMonth) => sum + Math.min(inMonth * dayTenths, monthTenths), 0);
}

const timesTenths = (micros: number, tenths: number): bigint => (BigInt(micros) * BigInt(tenths) + 9n) / 10n;

/** A sum beyond what a JSON number holds exactly is told as the largest that it does. */
const atMost = (sum: bigint): number =>
  Number(sum > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : sum);
