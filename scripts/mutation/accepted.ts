import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Mutant } from './mutants.ts';

/**
 * A survivor that is accepted, with the reason. When the declaration around it changes, so does `id`, and the entry is
 * stale.
 */
const Entry = z.strictObject({
  id: z.string(),
  file: z.string(),
  original: z.string(),
  replacement: z.string(),
  /** Whether no test can tell it from the original, so that it counts as killed. Otherwise it counts as a survivor. */
  equivalent: z.boolean(),
  reason: z.string().min(20),
});
export type AcceptedSurvivor = z.infer<typeof Entry>;

/** Reads the accepted survivors; empty without a file. */
export function readAccepted(file: string): AcceptedSurvivor[] {
  return existsSync(file) ? z.array(Entry).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** The entries whose mutant does not exist in the present code. */
export function staleEntries(
  accepted: readonly AcceptedSurvivor[],
  mutants: readonly Mutant[],
): AcceptedSurvivor[] {
  const ids = new Set(mutants.map(({ id }) => id));
  return accepted.filter(({ id }) => !ids.has(id));
}
