import type { Rates } from '../../../../contracts/analytics/figures.ts';
import type { Sums } from './sums.ts';

const MILLION = 1_000_000;

const ratio = (dividend: number, divisor: number): number | null =>
  divisor === 0 ? null : dividend / divisor;

/**
 * The rates of a total; rates are never averaged. With impressions I, clicks K, cost C, conversions N, value V: ctr =
 * K/I, conversionRate = N/K, cpc = C/K, cpa = C/N, cpm = 1000 C/I (micros), roas = V/C. Null where the divisor is 0.
 */
export function ratesOf(sums: Sums): Rates {
  const impressions = Number(sums.impressions);
  const clicks = Number(sums.clicks);
  const cost = Number(sums.costMicros);
  const conversions = Number(sums.conversionsMicros) / MILLION;
  return {
    ctr: ratio(clicks, impressions),
    conversionRate: ratio(conversions, clicks),
    cpcMicros: ratio(cost, clicks),
    cpaMicros: ratio(cost, conversions),
    cpmMicros: ratio(cost * 1000, impressions),
    roas: ratio(Number(sums.valueMicros), cost),
  };
}

const relative = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : (now - before) / before;

/**
 * The change of each figure and rate since an earlier total, as a share of it (0.1 = +10 %); null when it was 0 or
 * unknown.
 */
export function changeOf(now: Sums, before: Sums): Record<string, number | null> {
  const previous = { ...plain(before), ...ratesOf(before) };
  const current = { ...plain(now), ...ratesOf(now) };
  return Object.fromEntries(
    Object.entries(current).map(([name, value]) => [
      name,
      relative(value, previous[name as keyof typeof previous]),
    ]),
  );
}

function plain(sums: Sums) {
  return {
    impressions: Number(sums.impressions),
    clicks: Number(sums.clicks),
    costMicros: Number(sums.costMicros),
    conversions: Number(sums.conversionsMicros) / MILLION,
    conversionValueMicros: Number(sums.valueMicros),
  };
}
