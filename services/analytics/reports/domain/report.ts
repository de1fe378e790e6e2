import type { Rates } from '../../../../contracts/analytics/figures.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { bucketOf, type Granularity } from './range.ts';
import { changeOf, ratesOf } from './rates.ts';
import { type FiguresOnWire, NO_SUMS, sumBy, type Sums, toFigures } from './sums.ts';

/** Sums of one day, platform and currency. */
export type DaySums = Sums & {
  readonly date: string;
  readonly platform: Platform;
  readonly currency: string;
};
/** Sums of one campaign and currency. */
export type CampaignSums = Sums & { readonly campaignId: string; readonly currency: string };

export type Totals = FiguresOnWire & { rates: Rates };

/** Figures with the rates derived from them. */
export function totalsOf(sums: Sums): Totals {
  return { ...toFigures(sums), rates: ratesOf(sums) };
}

/** One total for each currency; amounts of different currencies are never added. */
export function byCurrency(days: readonly DaySums[]) {
  return [...sumBy(days, (day) => day.currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sums]) => ({ ...totalsOf(sums), currency }));
}

/** One total for each platform and currency. */
export function byPlatform(days: readonly DaySums[]) {
  return [...sumBy(days, (day) => `${day.platform} ${day.currency}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, sums]) => {
      const [platform = '', currency = ''] = key.split(' ');
      return { ...totalsOf(sums), platform: platform as Platform, currency };
    });
}

/**
 * Figures for each bucket and currency, in order of time. A bucket without facts is left out, because 0 would be a
 * claim.
 */
export function seriesOf(days: readonly DaySums[], granularity: Granularity) {
  return [...sumBy(days, (day) => `${bucketOf(day.date, granularity)} ${day.currency}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, sums]) => {
      const [date = '', currency = ''] = key.split(' ');
      return { ...toFigures(sums), date, currency };
    });
}

/**
 * Totals of this range, totals of the previous one, and the change between them, for each currency. The change is not known where
 * the totals are not whole, because a part has no rate of exchange.
 */
export function kpisOf(now: readonly DaySums[], before: readonly DaySums[], isWhole = true) {
  const current = sumBy(now, (day) => day.currency);
  const previous = sumBy(before, (day) => day.currency);
  return [...new Set([...current.keys(), ...previous.keys()])].sort().map((currency) => {
    const [total, earlier] = [current.get(currency) ?? NO_SUMS, previous.get(currency) ?? NO_SUMS];
    const change = isWhole ? changeOf(total, earlier) : {};
    return { ...totalsOf(total), currency, previous: totalsOf(earlier), change };
  });
}

/** The change between two ranges of each currency that both have; see `changeOf`. */
export function changesOf(now: readonly DaySums[], before: readonly DaySums[]) {
  const earlier = sumBy(before, (day) => day.currency);
  return [...sumBy(now, (day) => day.currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, sums]) => {
      const previous = earlier.get(currency);
      return previous ? [{ currency, change: changeOf(sums, previous) }] : [];
    });
}
