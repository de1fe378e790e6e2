/**
 * How far two scorers agree beyond chance, from −1 to 1, where a difference counts by its square: Cohen's weighted kappa
 * (J. Cohen, Psychological Bulletin 70 (1968) 213–220), 1 − Σ w·observed / Σ w·expected with w = (i − j)².
 * Null without a pair, and when both gave one and the same score to all: then chance explains the agreement whole.
 */
export function weightedKappa(pairs: readonly (readonly [number, number])[]): number | null {
  const n = pairs.length;
  if (n === 0) return null;
  let [observed, expected] = [0, 0];
  for (const [a] of pairs) for (const [, b] of pairs) expected += (a - b) ** 2 / n;
  for (const [a, b] of pairs) observed += (a - b) ** 2;
  return expected === 0 ? null : 1 - observed / expected;
}
