import type { MetricRow } from '../../contracts/analytics/facts.ts';
import type { Platform } from '../../contracts/values.ts';

/** One line of daily figures before it belongs to a campaign; `day` 0 is the first of `days`. */
export type Figure = {
  day: number;
  platform: Platform;
  ad: string;
  impressions: number;
  clicks: number;
  costMicros: number;
  conversions: number;
  valueMicros: number;
};

/** Daily figures and where they are from, in words for the person at the terminal. */
export type FigureSource = { days: number; figures: Figure[]; words: string[] };

export type Sums = Pick<Figure, 'impressions' | 'clicks' | 'costMicros' | 'conversions' | 'valueMicros'>;

const NOTHING: Sums = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, valueMicros: 0 };
const MEASURES = ['impressions', 'clicks', 'costMicros', 'conversions', 'valueMicros'] as const;

/** Adds figures up, one sum a group; integers, so the sums are exact. */
export function sumBy<K, F extends Sums>(figures: readonly F[], groupOf: (figure: F) => K): Map<K, Sums> {
  const sums = new Map<K, Sums>();
  for (const figure of figures) {
    const group = groupOf(figure);
    const sum = sums.get(group) ?? { ...NOTHING };
    for (const measure of MEASURES) sum[measure] += figure[measure];
    sums.set(group, sum);
  }
  return sums;
}

/** The sum of all. */
export function sumOf(figures: readonly Sums[]): Sums {
  return sumBy(figures, () => 'all').get('all') ?? { ...NOTHING };
}

/** A line as POST /api/analytics/metrics takes it. */
export function metricRow(figure: Figure, campaignId: string, date: string, currency: string): MetricRow {
  const { platform, ad, impressions, clicks, costMicros, conversions, valueMicros } = figure;
  return {
    campaignId,
    platform,
    date,
    ad,
    impressions,
    clicks,
    costMicros,
    conversions,
    conversionValueMicros: valueMicros,
    currency,
  };
}
