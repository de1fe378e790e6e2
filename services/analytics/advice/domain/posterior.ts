import { betaCdf, gammaQuantile } from './special-functions.ts';

/** The probability distribution of a result rate (results per unit of money): Gamma(shape, rate), mean shape/rate. */
export type Posterior = { readonly shape: number; readonly rate: number };

/** Results and money of one day; money in units of the currency. */
export type Exposure = { readonly results: number; readonly cost: number };

/** How many results the pooled prior is worth. */
export const PRIOR_STRENGTH = 2.5;

const total = (days: readonly Exposure[]): Exposure =>
  days.reduce((sum, day) => ({ results: sum.results + day.results, cost: sum.cost + day.cost }), {
    results: 0,
    cost: 0,
  });

/**
 * Gamma–Poisson: results y of money C are Poisson(λC) with λ ~ Gamma(a0, b0), so λ | y ~ Gamma(a0 + y/φ, b0 + C/φ)
 * (Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6, Poisson with exposure). The prior has the mean of the pooled
 * rate and is worth `PRIOR_STRENGTH` results; φ ≥ 1 tempers the likelihood for days that vary more than a Poisson does.
 */
export function posteriorOf(days: readonly Exposure[], pooledRate: number, dispersion: number): Posterior {
  const { results, cost } = total(days);
  return {
    shape: PRIOR_STRENGTH + results / dispersion,
    rate: PRIOR_STRENGTH / pooledRate + cost / dispersion,
  };
}

/** Results per unit of money over all days given. */
export function pooledRate(days: readonly Exposure[]): number {
  const { results, cost } = total(days);
  return cost === 0 ? 0 : results / cost;
}

/**
 * Pearson's dispersion φ = Σ (y − λ̂C)² / (λ̂C) / (n − groups), at least 1, over days with cost, where every group has
 * a rate λ̂ of its own (McCullagh & Nelder, Generalized Linear Models, 2nd ed., §4.5).
 */
export function dispersionOf(groups: readonly (readonly Exposure[])[]): number {
  let sum = 0;
  let freedom = 0;
  for (const group of groups) {
    const rate = pooledRate(group);
    if (rate === 0) continue;
    const days = group.filter((day) => day.cost > 0);
    for (const day of days) sum += (day.results - rate * day.cost) ** 2 / (rate * day.cost);
    freedom += days.length - 1;
  }
  return freedom > 0 ? Math.max(1, sum / freedom) : 1;
}

/**
 * P(uA·λA > uB·λB) for independent gammas, exactly: X/(X+Y) ~ Beta(a, b) for X ~ Gamma(a, 1), Y ~ Gamma(b, 1), so it is
 * 1 − I_z(a, b) with z = ρ/(1+ρ), ρ = (uB/uA)·(rateA/rateB) (Johnson, Kotz & Balakrishnan, Continuous Univariate
 * Distributions vol. 2, §25.2).
 */
export function probabilityAbove(a: Posterior, uA: number, b: Posterior, uB: number): number {
  if (uA <= 0) return 0;
  const odds = (uB / uA) * (a.rate / b.rate);
  return 1 - betaCdf(odds / (1 + odds), a.shape, b.shape);
}

const SLICES = 100;

/**
 * Quantiles of uA·λA − uB·λB: both gammas are cut into 100 equally likely slices, each slice is represented by its
 * middle quantile, and the 10,000 differences are sorted. The answer is always the same: nothing is random.
 */
export function differenceQuantiles(
  a: Posterior,
  uA: number,
  b: Posterior,
  uB: number,
  probabilities: readonly number[],
): number[] {
  const slices = (p: Posterior, u: number) =>
    Array.from({ length: SLICES }, (_, i) => (u * gammaQuantile((i + 0.5) / SLICES, p.shape)) / p.rate);
  const losses = slices(b, uB);
  const ordered = Float64Array.from(
    slices(a, uA).flatMap((gain) => losses.map((loss) => gain - loss)),
  ).sort();
  return probabilities.map(
    (p) => ordered[Math.min(ordered.length - 1, Math.floor(p * ordered.length))] ?? NaN,
  );
}
