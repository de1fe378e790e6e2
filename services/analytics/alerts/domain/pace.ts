import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { DayCost, Plan } from './plan.ts';

export type PeriodKind = 'month' | 'flight';
/** Days of a plan, both included: of the campaign's whole flight, or of it what lies in this month. */
export type Period = { readonly kind: PeriodKind; readonly from: string; readonly to: string };

/** What is known of the spend of a period. Money is in micros of the campaign's currency. */
export type Pace = Period & {
  readonly days: number;
  /** Whole days of the period that are over. */
  readonly daysGone: number;
  /** The last day of the period with figures; null where there is none. */
  readonly knownThrough: string | null;
  /** Days that are over and of which nothing is known. What was spent on them is not in any sum here. */
  readonly daysWithoutFigures: number;
  /** The daily budget, as it is now, on all days of the period. */
  readonly budgetMicros: bigint;
  /** The same on the days that are over and have figures. */
  readonly plannedMicros: bigint;
  /** All that is known to be spent, today included: the least that it can be. Null where nothing is known. */
  readonly spentMicros: bigint | null;
  /** Spend on the days of `plannedMicros` as a share of it; null where there are none. */
  readonly ratio: number | null;
};

/** The periods of a plan on a day: the month, as far as the campaign runs in it, and the flight, where it has an end. */
export function periodsOf(plan: Plan, today: string): Period[] {
  const first = `${today.slice(0, 7)}-01`;
  const last = addDays(firstOfNextMonth(today), -1);
  const from = plan.startDate > first ? plan.startDate : first;
  const to = plan.endDate !== null && plan.endDate < last ? plan.endDate : last;
  const month: Period[] = from <= to ? [{ kind: 'month', from, to }] : [];
  if (plan.endDate === null || plan.startDate > today || plan.endDate < first) return month;
  return [...month, { kind: 'flight', from: plan.startDate, to: plan.endDate }];
}

/** Compares what is known to be spent in a period with the plan, day by day, so that a day that is missing is no day of 0. */
export function paceOf(plan: Plan, period: Period, costs: readonly DayCost[], today: string): Pace {
  const byDay = new Map<string, bigint>();
  for (const { date, costMicros } of costs)
    if (date >= period.from && date <= period.to) byDay.set(date, (byDay.get(date) ?? 0n) + costMicros);
  const known = [...byDay.keys()].sort();
  const over = known.filter((date) => date < today);
  const yesterday = addDays(today, -1);
  const daysGone = Math.max(0, daysBetween(period.from, yesterday < period.to ? yesterday : period.to));
  const daily = BigInt(plan.dailyMicros);
  const plannedMicros = daily * BigInt(over.length);
  const days = daysBetween(period.from, period.to);
  return {
    ...period,
    days,
    daysGone,
    knownThrough: known.at(-1) ?? null,
    daysWithoutFigures: daysGone - over.length,
    budgetMicros: daily * BigInt(days),
    plannedMicros,
    spentMicros: known.length === 0 ? null : sum([...byDay.values()]),
    ratio:
      plannedMicros === 0n ? null : shareOf(sum(over.map((date) => byDay.get(date) ?? 0n)), plannedMicros),
  };
}

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
export const shareOf = (part: bigint, whole: bigint): number => Number(part) / Number(whole);

const firstOfNextMonth = (day: string): string => `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
