import { randomFrom } from './random.ts';

/** A number with the interval that holds the true one in 95 of 100 samples; `n` is on how many it rests. */
export type Estimate = { value: number; low: number; high: number; n: number };
/** What is counted of one brief: `part` of `whole`. */
export type Share = { part: number; whole: number };

/** The quantile of the normal distribution for 95 %. */
const Z = 1.959964;
const DRAWS = 2_000;

/**
 * A share of independent cases with Wilson's score interval, which holds its promise for few cases and for shares near 0
 * and 1, where the normal interval does not. Null without a case.
 *
 *   (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 *
 * E. B. Wilson, JASA 22 (1927) 209–212; recommended by Brown, Cai and DasGupta, Statistical Science 16 (2001) 101–133.
 */
export function wilson(successes: number, n: number): Estimate | null {
  if (n === 0) return null;
  const p = successes / n;
  const z2 = Z * Z;
  const middle = p + z2 / (2 * n);
  const reach = Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  const low = successes === 0 ? 0 : (middle - reach) / scale;
  return { value: p, low, high: successes === n ? 1 : (middle + reach) / scale, n };
}

/**
 * A share of things of which each brief has several (keywords, texts): the sum of parts over the sum of wholes, with a
 * percentile interval over briefs drawn again with replacement, because things of one brief resemble each other.
 * Null when no brief has any. Where no brief or every brief has all of it, drawing again shows no other value: then the
 * interval is Wilson's of the briefs. B. Efron, Annals of Statistics 7 (1979) 1–26; the cluster is the unit that is drawn
 * (Davison and Hinkley, Bootstrap Methods and their Application, 1997, § 3.8).
 */
export function bootstrapShare(shares: readonly Share[], seed: number): Estimate | null {
  const some = shares.filter(({ whole }) => whole > 0);
  const ratio = (of: readonly Share[]) => sum(of.map((s) => s.part)) / sum(of.map((s) => s.whole));
  if (some.length === 0) return null;
  const value = ratio(some);
  return value === 0 || value === 1 ? wilson(value * some.length, some.length) : bootstrap(some, ratio, seed);
}

/** A quantile (0 to 1) of values with a percentile interval by the bootstrap. Null without a value. */
export function bootstrapQuantile(values: readonly number[], at: number, seed: number): Estimate | null {
  return values.length === 0 ? null : bootstrap(values, (of) => quantile(of, at), seed);
}

function bootstrap<T>(items: readonly T[], statistic: (of: readonly T[]) => number, seed: number): Estimate {
  const random = randomFrom(seed);
  const draws = Array.from({ length: DRAWS }, () =>
    statistic(items.map(() => items[Math.floor(random() * items.length)] as T)),
  );
  const [low, high] = [quantile(draws, 0.025), quantile(draws, 0.975)];
  return { value: statistic(items), low, high, n: items.length };
}

/** The smallest value with at least that share of all values up to it (nearest rank). */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)] ?? Number.NaN;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
