import { shortHash } from './hash.ts';
import type { Mutant } from './mutants.ts';

/**
 * Draws `size` mutants at random by `seed`, or all of them without a size. A mutant's rank depends only on the seed and
 * its id. So a change of some code does not change the rest of the sample, and a larger sample contains the smaller
 * one.
 */
export function draw(mutants: readonly Mutant[], seed: number, size?: number): Mutant[] {
  if (size === undefined) return [...mutants];
  return mutants
    .map((mutant) => ({ mutant, rank: `${shortHash([seed, mutant.id])} ${mutant.id}` }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}
