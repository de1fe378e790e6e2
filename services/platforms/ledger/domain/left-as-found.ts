import type { LeftAsFound } from '../../../../contracts/platforms/drift.ts';
import type { Drift } from './drift.ts';
import { changedField } from './drift-words.ts';

/** How many are listed; what is more is counted. */
const LISTED = 100;

/** What a step met on the platform and left as it was, in the order in which it was read. */
export function leftAsFound(differences: readonly Drift[]): LeftAsFound {
  const listed = differences.slice(0, LISTED);
  return {
    differences: listed.map(({ id, kind, objectKind, objectName, path, applied, found }) => ({
      id,
      kind,
      objectKind,
      objectName,
      field: kind === 'changed' ? changedField(path) : null,
      applied: applied ?? null,
      found: found ?? null,
    })),
    more: differences.length - listed.length,
  };
}
