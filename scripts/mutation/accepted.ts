import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Mutant } from './mutants.ts';

/** A survivor that is let be, and why. `id` changes with the declaration around it, and the entry is stale then. */
const Entry = z.strictObject({
  id: z.string(),
  file: z.string(),
  original: z.string(),
  replacement: z.string(),
  /** No test can tell it from the original: counts as killed. Otherwise it counts as the survivor that it is. */
  equivalent: z.boolean(),
  reason: z.string().min(20),
});
export type AcceptedSurvivor = z.infer<typeof Entry>;

/** Reads the accepted survivors; none where there is no file. */
export function readAccepted(file: string): AcceptedSurvivor[] {
  return existsSync(file) ? z.array(Entry).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** The entries that no mutant of today's code answers to. */
export function staleEntries(
  accepted: readonly AcceptedSurvivor[],
  mutants: readonly Mutant[],
): AcceptedSurvivor[] {
  const ids = new Set(mutants.map(({ id }) => id));
  return accepted.filter(({ id }) => !ids.has(id));
}
