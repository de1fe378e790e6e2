import { shortHash } from './hash.ts';
import type { Mutant } from './mutants.ts';

/**
 * `size` mutants drawn at random by `seed`, all of them without a size. A mutant's luck depends only on the seed and
 * on itself: a change of some code leaves the rest of the sample as it was, and a larger sample holds the smaller one.
 */
export function draw(mutants: readonly Mutant[], seed: number, size?: number): Mutant[] {
  if (size === undefined) return [...mutants];
  return mutants
    .map((mutant) => ({ mutant, luck: `${shortHash([seed, mutant.id])} ${mutant.id}` }))
    .sort((a, b) => (a.luck < b.luck ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}
