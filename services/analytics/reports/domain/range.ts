import { AppError } from '../../../../lib/errors.ts';
import { addDays, daysBetween } from '../../../../lib/time.ts';

/** Days from `from` to `to`, both included, as YYYY-MM-DD. */
export type DayRange = { readonly from: string; readonly to: string };
export type Granularity = 'day' | 'week' | 'month';

const DEFAULT_DAYS = 30;
const MAX_DAYS = 1_100;

/** Figures of the last days still grow, because platforms credit a conversion to the day of its click. */
export const IMMATURE_DAYS = 3;

/**
 * The range of a request. By default it is the last 30 days up to `today` (UTC); with `to` alone, the 30 days up to it;
 * with `from` alone, the days from it to `today`. @throws RANGE_INVALID when `from` is after `to`, or above 1,100 days
 */
export function rangeOf(
  request: { from?: string | undefined; to?: string | undefined },
  today: string,
): DayRange {
  const to = request.to ?? (request.from === undefined ? today : latest(request.from, today));
  const from = request.from ?? addDays(to, 1 - DEFAULT_DAYS);
  const days = daysBetween(from, to);
  if (days < 1) throw new AppError('RANGE_INVALID', { detail: 'The first day is after the last day.' });
  if (days > MAX_DAYS) {
    throw new AppError('RANGE_INVALID', {
      detail: `A range has at most ${MAX_DAYS} days; this has ${days}.`,
    });
  }
  return { from, to };
}

const latest = (a: string, b: string): string => (a > b ? a : b);

/** The range of the same length that ends on the day before this one begins. */
export function previousRange(range: DayRange): DayRange {
  const days = daysBetween(range.from, range.to);
  return { from: addDays(range.from, -days), to: addDays(range.from, -1) };
}

/** The same days a year before; 29 February becomes the 28th. */
export function yearBefore({ from, to }: DayRange): DayRange {
  const before = (day: string) => {
    const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
    return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
  };
  return { from: before(from), to: before(to) };
}

/** The range that a report is compared with; null when it is compared with none. */
export function comparedRange(compare: 'none' | 'previous' | 'year', range: DayRange): DayRange | null {
  if (compare === 'none') return null;
  return compare === 'previous' ? previousRange(range) : yearBefore(range);
}

/** The first day of the bucket that holds `day`: itself, its ISO Monday, or the first of its month. */
export function bucketOf(day: string, granularity: Granularity): string {
  if (granularity === 'month') return `${day.slice(0, 7)}-01`;
  if (granularity === 'day') return day;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}
