import { addSums, NO_SUMS, type Sums } from '../../reports/domain/sums.ts';
import type { DaySums } from '../../reports/domain/report.ts';
import type { Conversion, LeftOutSums, RateOfDay, UsedRates } from './conversion.ts';

/**
 * Multiplies micros by a rate, exactly, and rounds to a micro: of two that are equally near, to the even one. With m
 * micros and the rate p / 10^d: m p / 10^d, in integers.
 */
export function convertMicros(micros: bigint, rate: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const divisor = 10n ** BigInt(fraction.length);
  const product = micros * BigInt(whole + fraction);
  const sign = product < 0n ? -1n : 1n;
  const size = product * sign;
  const quotient = size / divisor;
  const twice = (size % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return sign * (isUp ? quotient + 1n : quotient);
}

const keyOf = (currency: string, date: string) => `${currency} ${date}`;

/**
 * Days in one currency. Each day's amount of each currency is converted at its own rate; days without one are left out whole,
 * also their counts, so that rates such as cost per click divide what belongs together.
 */
export function convertDays(
  days: readonly DaySums[],
  to: string,
  rates: readonly RateOfDay[],
): { days: DaySums[]; left: DaySums[]; used: RateOfDay[] } {
  const byKey = new Map(rates.map((rate) => [keyOf(rate.currency, rate.date), rate]));
  const [converted, left, used]: [DaySums[], DaySums[], Set<RateOfDay>] = [[], [], new Set()];
  for (const day of days) {
    const rate = byKey.get(keyOf(day.currency, day.date));
    if (day.currency === to) converted.push(day);
    else if (!rate) left.push(day);
    else {
      used.add(rate);
      const costMicros = convertMicros(day.costMicros, rate.rate);
      const valueMicros = convertMicros(day.valueMicros, rate.rate);
      converted.push({ ...day, currency: to, costMicros, valueMicros });
    }
  }
  return { days: converted, left, used: [...used] };
}

/** What is left out, added up by currency, with how many days it is of. */
export function leftOutOf(days: readonly DaySums[], of: LeftOutSums['of']): LeftOutSums[] {
  const byCurrency = Map.groupBy(days, ({ currency }) => currency);
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rows]) => {
      const dates = [...new Set(rows.map(({ date }) => date))].sort();
      const sums = rows.reduce<Sums>(addSums, NO_SUMS);
      return { currency, of, days: dates.length, from: dates[0] ?? '', to: dates.at(-1) ?? '', sums };
    });
}

/** The rates that were used, by currency: from the lowest to the highest, of which days, and who said so. */
function usedRatesOf(rates: readonly RateOfDay[]): UsedRates[] {
  const byCurrency = Map.groupBy(rates, ({ currency }) => currency);
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, used]) => {
      const byRate = used.toSorted((a, b) => Number(a.rate) - Number(b.rate));
      const days = used.map(({ day }) => day).sort();
      return {
        from,
        lowest: byRate[0]?.rate ?? '',
        highest: byRate.at(-1)?.rate ?? '',
        firstDay: days[0] ?? '',
        lastDay: days.at(-1) ?? '',
        carriedDays: Math.max(...used.map(({ carriedDays }) => carriedDays)),
        sources: [...new Set(used.map(({ source }) => source))].sort(),
      };
    });
}

/** Two ranges of days in one currency, and what answers say of it. */
export function convertBoth(
  now: readonly DaySums[],
  before: readonly DaySums[],
  to: string,
  rates: readonly RateOfDay[],
): { now: DaySums[]; before: DaySums[]; conversion: Conversion } {
  const [current, earlier] = [convertDays(now, to, rates), convertDays(before, to, rates)];
  const used = [...new Set([...current.used, ...earlier.used])];
  return {
    now: current.days,
    before: earlier.days,
    conversion: {
      to,
      rates: usedRatesOf(used),
      leftOut: [...leftOutOf(current.left, 'range'), ...leftOutOf(earlier.left, 'previous')],
    },
  };
}

/** The same where a currency is asked for; else the days as they are, and null. */
export const inOneCurrency = (
  now: readonly DaySums[],
  before: readonly DaySums[],
  to: string | undefined,
  rates: readonly RateOfDay[],
): { now: readonly DaySums[]; before: readonly DaySums[]; conversion: Conversion | null } =>
  to === undefined ? { now, before, conversion: null } : convertBoth(now, before, to, rates);
