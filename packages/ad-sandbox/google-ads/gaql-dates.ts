const DAY = 86_400_000;

/** The days of one customer's calendar: a date as `2026-03-01`, counted in whole days. */
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

/** Days since the last Monday, or since the last Sunday. */
const sinceMonday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const sinceSunday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const RANGES: Record<string, (today: string) => [first: string, last: string]> = {
  TODAY: (today) => [today, today],
  YESTERDAY: (today) => [plus(today, -1), plus(today, -1)],
  LAST_7_DAYS: (today) => [plus(today, -7), plus(today, -1)],
  LAST_14_DAYS: (today) => [plus(today, -14), plus(today, -1)],
  LAST_30_DAYS: (today) => [plus(today, -30), plus(today, -1)],
  LAST_BUSINESS_WEEK: (today) => [plus(today, -sinceMonday(today) - 7), plus(today, -sinceMonday(today) - 3)],
  THIS_MONTH: (today) => [monthStart(today), today],
  LAST_MONTH: (today) => [monthStart(plus(monthStart(today), -1)), plus(monthStart(today), -1)],
  THIS_WEEK_MON_TODAY: (today) => [plus(today, -sinceMonday(today)), today],
  THIS_WEEK_SUN_TODAY: (today) => [plus(today, -sinceSunday(today)), today],
  LAST_WEEK_MON_SUN: (today) => [plus(today, -sinceMonday(today) - 7), plus(today, -sinceMonday(today) - 1)],
  LAST_WEEK_SUN_SAT: (today) => [plus(today, -sinceSunday(today) - 7), plus(today, -sinceSunday(today) - 1)],
};

/** First and last day of a range of the query language on a given day; undefined when there is none of that name. */
export function dayRange(name: string, today: string): [first: string, last: string] | undefined {
  return Object.hasOwn(RANGES, name) ? RANGES[name]?.(today) : undefined;
}
