import type { Platform } from '../../../../contracts/values.ts';

/** The day as a whole, where no hour was given. */
export const WHOLE_DAY = -1;

/**
 * One figure line as it is remembered. Its key is campaign, platform, date, hour (-1 = the whole day), ad group, ad and
 * keyword ('' = not broken down). A null figure was not said: what is known of it stays, and is 0 when nothing is.
 */
export type Fact = {
  readonly campaignId: string;
  readonly platform: Platform;
  readonly date: string;
  readonly hour: number;
  readonly adGroup: string;
  readonly ad: string;
  readonly keyword: string;
  readonly grain: number;
  readonly currency: string;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly costMicros: number | null;
  readonly conversionsMicros: number | null;
  readonly valueMicros: number | null;
};

/** Where a line is broken down. */
export type Breakdown = Pick<Fact, 'hour' | 'adGroup' | 'ad' | 'keyword'>;

/**
 * How finely a line is broken down, 0 to 15: ad group 1, ad 2, keyword 4, hour 8. A campaign, platform and day may be
 * told at several grains at once; each grain then tells the same money again. Totals use the facts of the lowest grain
 * that is present and no other, so nothing counts twice, and the order of arrival does not matter.
 */
export function grainOf(line: Breakdown): number {
  return (
    (line.adGroup === '' ? 0 : 1) +
    (line.ad === '' ? 0 : 2) +
    (line.keyword === '' ? 0 : 4) +
    (line.hour === WHOLE_DAY ? 0 : 8)
  );
}

/** The key of a fact within its organisation, as one string. */
export function factKey(fact: Omit<Fact, 'grain'>): string {
  return JSON.stringify([
    fact.campaignId,
    fact.platform,
    fact.date,
    fact.hour,
    fact.adGroup,
    fact.ad,
    fact.keyword,
  ]);
}
