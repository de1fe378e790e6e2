import type { DriftWay } from '../../../../contracts/platforms/drift.ts';
import type { Drift } from './drift.ts';

/** What the platforms hold for good: nothing that is sent changes it. */
const FIXED: ReadonlySet<string> = new Set(['currency']);

/**
 * What people may do about at least one of the differences that a step ended with. Leaving one alone helps only where the step would
 * not write over it, nor serve what nobody approved: `mayBeLeft` says so.
 */
export function driftWaysOf(
  conflicts: readonly Drift[],
  mayBeLeft: (drift: Drift) => boolean,
): readonly DriftWay[] {
  return [
    ...(conflicts.some(({ acceptable }) => acceptable) ? (['accept'] as const) : []),
    ...(conflicts.some(mayBeLeft) ? (['ignore'] as const) : []),
    ...(conflicts.some(({ field }) => !FIXED.has(field)) ? (['putBack'] as const) : []),
  ];
}
