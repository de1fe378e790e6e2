import type { Schedule } from '../../../../contracts/campaign/input.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { z } from 'zod';
import { type ExactInteger, exactInteger } from '../../../../lib/money.ts';
import { daysBetween } from '../../../../lib/time.ts';
import { OVER_DELIVERY } from '../../../../rules/over-delivery.ts';
import type { CampaignContent } from '../../content/domain/content.ts';

/** The most that may be charged: on one day, in one month, and over the schedule when it has an end. */
export type WorstCase = {
  dailyMicros: ExactInteger;
  monthMicros: ExactInteger;
  totalMicros: ExactInteger | null;
  days: number | null;
};

/** Sums over the platforms, each rounded up to a micro. `today` cuts off days that have passed. */
export function worstCase({ budget, schedule }: CampaignContent, today: string): WorstCase {
  const span = daysLeft(schedule, today);
  const sum = (tenths: (platform: Platform) => number) =>
    exactInteger(
      budget.split.reduce(
        (total, share) => total + timesTenths(share.dailyMicros, tenths(share.platform)),
        0n,
      ),
    );
  return {
    dailyMicros: sum((p) => OVER_DELIVERY[p].dayTenths),
    monthMicros: sum((p) => OVER_DELIVERY[p].monthTenths),
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

/** Tenths of a daily budget over a schedule, as the platform bounds it: by its days, or month by month. */
function scheduleTenths(platform: Platform, { from, to, days }: Span): number {
  const { dayTenths, monthTenths, schedule } = OVER_DELIVERY[platform];
  if (schedule === 'days') return days * 10;
  let sum = 0;
  for (const inMonth of daysByMonth(from, to)) sum += Math.min(inMonth * dayTenths, monthTenths);
  return sum;
}

/** How many days of each calendar month lie within; never day by day, because an end may be thousands of years away. */
function* daysByMonth(from: string, to: string): Generator<number> {
  const [first, last] = [monthOf(from), monthOf(to)];
  for (let month = first; month <= last; month += 1) {
    const begins = month === first ? Number(from.slice(8)) : 1;
    const ends =
      month === last
        ? Number(to.slice(8))
        : new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
    yield Math.max(0, ends - begins + 1);
  }
}

const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const timesTenths = (micros: number, tenths: number): bigint => (BigInt(micros) * BigInt(tenths) + 9n) / 10n;
