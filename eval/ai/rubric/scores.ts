import { z } from 'zod';
import { weightedKappa } from '../statistics/kappa.ts';
import { quantile } from '../statistics/intervals.ts';

/** One scorer's word on one structure. The reason says what a marketer would have to change, or why nothing. */
export const Score = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  scorer: z.string().min(1),
  score: z.int().min(1).max(5),
  reason: z.string().min(10),
});
export type Score = z.infer<typeof Score>;

/** What the scores say of the structures of today. */
export type Standing = {
  /** Structures of today, and how many of them two scorers have scored. */
  structures: number;
  scoredByTwo: number;
  /** The lower median of the mean scores of those; null without one. */
  median: number | null;
  /** Structures of today to which somebody gave a 1. */
  atOne: string[];
  /** Agreement of the two scorers beyond chance (weightedKappa); null when it cannot be known. */
  kappa: number | null;
  /** Briefs whose structure has changed since it was scored: their scores count for nothing any more. */
  stale: string[];
};

/**
 * @param today brief key by the hash of its structure as it is now
 * @param exported brief key by hash of all structures that scorers were ever given
 */
export function standingOf(
  scores: readonly Score[],
  today: ReadonlyMap<string, string>,
  exported: ReadonlyMap<string, string>,
): Standing {
  const byHash = Map.groupBy(scores, ({ hash }) => hash);
  const pairs = [...today.keys()].flatMap((hash) => {
    const [first, second] = onePerScorer(byHash.get(hash) ?? []);
    return first !== undefined && second !== undefined ? [[first.score, second.score] as const] : [];
  });
  const means = pairs.map(([a, b]) => (a + b) / 2);
  const current = new Set(today.keys());
  return {
    structures: today.size,
    scoredByTwo: pairs.length,
    median: means.length === 0 ? null : quantile(means, 0.5),
    atOne: [...today].flatMap(([hash, key]) =>
      (byHash.get(hash) ?? []).some(({ score }) => score === 1) ? [key] : [],
    ),
    kappa: weightedKappa(pairs),
    stale: [...byHash.keys()]
      .flatMap((hash) => (current.has(hash) ? [] : [exported.get(hash) ?? hash]))
      .sort(),
  };
}

/** The latest score of each scorer, in the order of their names, so that the first of a pair is the same person. */
function onePerScorer(scores: readonly Score[]): Score[] {
  return [...new Map(scores.map((score) => [score.scorer, score])).values()].sort((a, b) =>
    a.scorer < b.scorer ? -1 : 1,
  );
}
