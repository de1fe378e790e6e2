import type { MetricRow } from '../../contracts/analytics/facts.ts';
import type { Platform } from '../../contracts/values.ts';

/** The figures of one day, platform and ad, before they belong to a campaign. `day` 0 is the first of `days`. */
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

/** Daily figures, and a description of their origin for the person at the terminal. */
export type FigureSource = { days: number; figures: Figure[]; words: string[] };

export type Sums = Pick<Figure, 'impressions' | 'clicks' | 'costMicros' | 'conversions' | 'valueMicros'>;

const NO_SUMS: Sums = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, valueMicros: 0 };
const MEASURES = ['impressions', 'clicks', 'costMicros', 'conversions', 'valueMicros'] as const;

/** The sums of figures by group. All figures are integers, so the sums are exact. */
export function sumBy<K, F extends Sums>(figures: readonly F[], groupOf: (figure: F) => K): Map<K, Sums> {
  const sums = new Map<K, Sums>();
  for (const figure of figures) {
    const group = groupOf(figure);
    const sum = sums.get(group) ?? { ...NO_SUMS };
    for (const measure of MEASURES) sum[measure] += figure[measure];
    sums.set(group, sum);
  }
  return sums;
}

/** The sum of all. */
export function sumOf(figures: readonly Sums[]): Sums {
  return sumBy(figures, () => 'all').get('all') ?? { ...NO_SUMS };
}

/** A row for POST /api/analytics/metrics. */
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
