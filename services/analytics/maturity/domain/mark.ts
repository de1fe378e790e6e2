import type { DayMaturity, Maturity } from '../../../../contracts/analytics/figures.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { addDays, daysBetween, eachDay } from '../../../../lib/time.ts';
import { type DayRange, IMMATURE_DAYS } from '../../reports/domain/range.ts';

/** Shares of one platform by age, of an ad account or of all accounts of the platform together. */
export type LearnedShares = {
  readonly platform: Platform;
  readonly basis: 'account' | 'platform';
  readonly byAge: ReadonlyMap<number, { readonly share: number; readonly days: number }>;
};

/** What is known of late conversions in a report: the curves to use, and the last day that each platform has told. */
export type Lateness = {
  readonly horizonDays: number;
  readonly shares: readonly LearnedShares[];
  readonly lastDays: readonly { readonly platform: Platform; readonly lastDay: string }[];
};

/**
 * The days of a range whose conversions may still arrive: by platform those that are younger than the horizon. A day is as old as the
 * platform's last day with figures is after it, not as today is: since then nothing is known of it. Its share is learned, or
 * unknown; where nothing is learned, that is said, and never a share of 1.
 */
export function youngDays(range: DayRange, today: string, lateness: Lateness): DayMaturity[] {
  const { horizonDays, shares, lastDays } = lateness;
  return lastDays.flatMap(({ platform, lastDay }) => {
    const known = lastDay < today ? lastDay : today;
    const oldest = addDays(known, 1 - horizonDays);
    const learned = shares.find((one) => one.platform === platform);
    const days = eachDay(range.from > oldest ? range.from : oldest, range.to < known ? range.to : known);
    return days.map((date): DayMaturity => {
      const age = daysBetween(date, known) - 1;
      const found = learned?.byAge.get(age);
      if (!learned || !found) return { date, platform, days: age, share: null, from: 'unknown', basis: null };
      return { date, platform, days: age, share: found.share, from: 'learned', basis: learned.basis };
    });
  });
}

type Told = { readonly date: string; readonly platform: Platform; readonly conversionsMicros: bigint };

/**
 * Which share of the conversions of all these days is known: with N(d) those of a day and s(d) its share, Σ N / Σ (N / s). Null
 * where a day that has conversions is young and its share is not known, and where there are none.
 */
export function shareOf(told: readonly Told[], young: readonly DayMaturity[]): number | null {
  const byKey = new Map(young.map(({ date, platform, share }) => [`${platform} ${date}`, share]));
  let [known, expected] = [0, 0];
  for (const { date, platform, conversionsMicros } of told) {
    if (conversionsMicros === 0n) continue;
    const share = byKey.get(`${platform} ${date}`);
    if (share === null) return null;
    known += Number(conversionsMicros);
    expected += Number(conversionsMicros) / (share ?? 1);
  }
  return expected > 0 ? known / expected : null;
}

/** From this share on a day is not called immature; the last percent of conversions takes weeks. */
const NEARLY_ALL = 0.99;

/**
 * What a report says of conversions that arrive late. Immature is a day of which less than `NEARLY_ALL` is known; where that is not
 * learned, at least the last days are.
 */
export function maturityOf(
  range: DayRange,
  today: string,
  lateness: Lateness,
  told: readonly Told[],
): Maturity {
  const days = youngDays(range, today, lateness);
  const usual = addDays(today, 1 - IMMATURE_DAYS);
  const isLearned = days.length > 0 && days.every(({ from }) => from === 'learned');
  const immature = days.filter(({ share }) => share !== null && share < NEARLY_ALL).map(({ date }) => date);
  const [first = addDays(range.to < today ? range.to : today, 1)] = immature.sort();
  return {
    immatureFrom: isLearned ? first : ([...immature, usual].sort()[0] ?? usual),
    note: isLearned
      ? 'Conversions are still arriving; how many of a day are known is learned from how earlier days grew.'
      : `Conversions of the last ${IMMATURE_DAYS} days at least are still arriving; how late they come is not known yet.`,
    share: shareOf(told, days),
    horizonDays: lateness.horizonDays,
    days,
  };
}
