/** The sums i, k, c, n, v that metrics are made of (reports/store/metric-sql.ts); `t` stands before the columns. */
export const NUMBER_SUMS = (t: string): string =>
  `sum(${t}impressions) AS i, sum(${t}clicks) AS k, sum(${t}cost_micros) AS c, sum(${t}conversions_micros) AS n, sum(${t}value_micros) AS v`;
