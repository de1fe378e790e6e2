import type { Metric } from '../domain/performance.ts';

/** Each metric of the sums i, k, c, n, v (sum-columns.ts) in the units of the wire; NULL where its divisor is 0. */
export const METRIC_SQL: Readonly<Record<Metric, (t: string) => string>> = {
  impressions: (t) => `${t}i`,
  clicks: (t) => `${t}k`,
  costMicros: (t) => `${t}c`,
  conversions: (t) => `${t}n / 1000000`,
  conversionValueMicros: (t) => `${t}v`,
  ctr: (t) => `${t}k / nullif(${t}i, 0)`,
  conversionRate: (t) => `${t}n / 1000000 / nullif(${t}k, 0)`,
  cpcMicros: (t) => `${t}c / nullif(${t}k, 0)`,
  cpaMicros: (t) => `${t}c * 1000000 / nullif(${t}n, 0)`,
  cpmMicros: (t) => `${t}c * 1000 / nullif(${t}i, 0)`,
  roas: (t) => `${t}v / nullif(${t}c, 0)`,
};
