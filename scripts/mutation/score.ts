import type { AcceptedSurvivor } from './accepted.ts';
import type { Verdict } from './run.ts';

export interface Score {
  drawn: number;
  killed: number;
  timedOut: number;
  survived: number;
  /** The survivors that are accepted as equivalent, and counted as noticed. */
  equivalent: number;
  noCoverage: number;
  /** The share of noticed mutants, from 0 to 1. */
  rate: number;
  /** The 95 % interval of the rate for the whole code, after Wilson. */
  low: number;
  high: number;
}

const Z_95 = 1.959964;

/** Counts verdicts. A mutant that no test reaches counts as not noticed. */
export function scoreOf(verdicts: readonly Verdict[], accepted: readonly AcceptedSurvivor[]): Score {
  const equivalentIds = new Set(accepted.filter((entry) => entry.equivalent).map(({ id }) => id));
  const count = (status: Verdict['status']): number => verdicts.filter((v) => v.status === status).length;
  const equivalent = verdicts.filter(
    ({ status, mutant }) => status === 'survived' && equivalentIds.has(mutant.id),
  ).length;
  const killed = count('killed');
  const timedOut = count('timed out');
  const noticed = killed + timedOut + equivalent;
  return {
    drawn: verdicts.length,
    killed,
    timedOut,
    survived: count('survived'),
    equivalent,
    noCoverage: count('no coverage'),
    ...wilson(noticed, verdicts.length),
  };
}

/** A share of a sample with its 95 % interval, which is 0 to 1 for an empty sample. */
export function wilson(part: number, whole: number): { rate: number; low: number; high: number } {
  if (whole === 0) return { rate: 0, low: 0, high: 1 };
  const rate = part / whole;
  const z2 = Z_95 * Z_95;
  const middle = (rate + z2 / (2 * whole)) / (1 + z2 / whole);
  const half = (Z_95 * Math.sqrt((rate * (1 - rate)) / whole + z2 / (4 * whole * whole))) / (1 + z2 / whole);
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
