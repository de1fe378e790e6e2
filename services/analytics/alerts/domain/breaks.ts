import { addDays, daysBetween } from '../../../../lib/time.ts';
import { money, percent, type Finding } from './finding.ts';
import { NEWS_DAYS } from './over-delivery.ts';
import { shareOf } from './pace.ts';
import type { DayCost, Plan, Thresholds } from './plan.ts';

/** Days before a day that it is compared with, and how many of them must have figures. */
const COMPARED_DAYS = 28;
const LEAST_ALIKE = 4;
/** A campaign serves when it cost something on each of this many days with figures before. */
const SERVING_DAYS = 3;

/** Days on which spend broke with the days before: it jumped, or it stopped although the campaign runs. */
export function breaks(plan: Plan, costs: readonly DayCost[], limits: Thresholds, today: string): Finding[] {
  const byDay = new Map<string, bigint>();
  for (const { date, costMicros } of costs) byDay.set(date, (byDay.get(date) ?? 0n) + costMicros);
  const news = [...byDay.keys()].filter((date) => date >= addDays(today, -NEWS_DAYS) && date < today);
  return news.sort().flatMap((date) => {
    const told = dayOfPlan(plan, byDay, date);
    return jump(plan, told, limits) ?? stop(plan, told) ?? [];
  });
}

/** A day with figures, and what is known of the days before. */
type Told = {
  common: Pick<Finding, 'severity' | 'campaignId' | 'currency' | 'platform' | 'from' | 'to' | 'until'> & {
    spentMicros: bigint;
    comparedWith: 'median';
    comparedMicros: bigint | null;
  };
  date: string;
  /** How many days alike have figures, and a sentence on those that have none. */
  alike: number;
  kind: string;
  unknown: readonly string[];
  /** Whether it cost something on each of the days with figures just before. */
  didServe: boolean;
};

function dayOfPlan(plan: Plan, byDay: ReadonlyMap<string, bigint>, date: string): Told {
  const amountOf = (day: string) => byDay.get(day) ?? 0n;
  const since = addDays(date, -COMPARED_DAYS);
  const before = [...byDay.keys()].filter((day) => day < date && day >= since).sort();
  const alike = before.filter((day) => isWeekend(day) === isWeekend(date));
  const kind = isWeekend(date) ? 'weekend days' : 'weekdays';
  const left = daysAlike(date) - alike.length;
  const served = before.slice(-SERVING_DAYS);
  return {
    common: {
      severity: 'warning',
      campaignId: plan.campaignId,
      currency: plan.currency,
      platform: null,
      from: date,
      to: date,
      spentMicros: amountOf(date),
      comparedWith: 'median',
      comparedMicros: medianOf(alike.map(amountOf)),
      until: addDays(date, NEWS_DAYS),
    },
    date,
    alike: alike.length,
    kind,
    unknown: left === 0 ? [] : [`Of the ${daysAlike(date)} ${kind} before, ${left} have no figures.`],
    didServe: served.length === SERVING_DAYS && served.every((day) => amountOf(day) > 0n),
  };
}

function jump(plan: Plan, { common, date, alike, kind, unknown }: Told, limits: Thresholds): Finding | null {
  const { spentMicros: spent, comparedMicros: median } = common;
  if (median === null || median === 0n || alike < LEAST_ALIKE) return null;
  if (!isAtLeast(spent, median, limits.jumpPercent)) return null;
  return {
    ...common,
    key: `SPEND_JUMPED ${plan.campaignId} ${date}`,
    code: 'SPEND_JUMPED',
    unknown,
    message:
      `${money(spent, plan.currency)} on ${date} are ${percent(shareOf(spent, median))} of the median of the ` +
      `${alike} ${kind} before with figures (${money(median, plan.currency)}).`,
  };
}

function stop(plan: Plan, { common, date, unknown, didServe }: Told): Finding | null {
  if (common.spentMicros !== 0n || !didServe || plan.status !== 'active') return null;
  return {
    ...common,
    key: `SPEND_STOPPED ${plan.campaignId} ${date}`,
    code: 'SPEND_STOPPED',
    unknown: [
      'Why it stopped is not known here; see whether the campaign can serve, and its history.',
      ...unknown,
    ],
    message: `The figures of ${date} say that nothing was spent, after ${SERVING_DAYS} days with spend before.`,
  };
}

/**
 * That figures of a running campaign stopped coming: what it has spent since is not known. A campaign that never had any is told
 * of too, as an info.
 */
export function oldFigures(plan: Plan, lastDay: string | null, limits: Thresholds, today: string): Finding[] {
  if (plan.status !== 'active') return [];
  const yesterday = addDays(today, -1);
  const end = plan.endDate !== null && plan.endDate < yesterday ? plan.endDate : yesterday;
  const from = lastDay === null || lastDay < plan.startDate ? plan.startDate : addDays(lastDay, 1);
  const days = daysBetween(from, end);
  if (days <= limits.silentDays) return [];
  const message =
    lastDay === null
      ? `No figures have ever come of this campaign, which runs since ${plan.startDate}.`
      : `No figures have come since ${lastDay}: of ${days} days that are over nothing is known.`;
  return [
    {
      key: `FIGURES_OLD ${plan.campaignId}`,
      code: 'FIGURES_OLD',
      severity: lastDay === null ? 'info' : 'warning',
      campaignId: plan.campaignId,
      currency: plan.currency,
      platform: null,
      from,
      to: end,
      spentMicros: null,
      comparedWith: 'none',
      comparedMicros: null,
      message,
      unknown: ['What was spent on these days is not known; it may be anything that the platform takes.'],
      until: null,
    },
  ];
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** How many of the compared days are weekend days, or weekdays, as this one is: of four whole weeks always the same number. */
const daysAlike = (day: string): number => (isWeekend(day) ? 8 : 20);

const isAtLeast = (spent: bigint, of: bigint, percents: number): boolean =>
  spent * 100n >= of * BigInt(percents);

/** The middle amount; of two in the middle the lower one's and the upper one's half sum. Null of none. */
export function medianOf(amounts: readonly bigint[]): bigint | null {
  if (amounts.length === 0) return null;
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0n;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
  return (lower + upper) / 2n;
}
