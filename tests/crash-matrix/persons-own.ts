import type { LedgerEntry } from '@sip/ad-sandbox/ad-objects';

/** A write of ours that changed or removed an object that a person had made: `what` names the fields. */
export type Touch = { at: number; object: string; what: string };

type Fields = Readonly<Record<string, unknown>>;

/**
 * What our writes changed of objects that a person had made, from a simulator's journal alone: nothing of it is ever ours to change,
 * whatever its name or its content.
 */
export function touchesOf(ledger: readonly LedgerEntry[]): Touch[] {
  const own = new Map<string, Fields>();
  const touches: Touch[] = [];
  for (const { at, by, changes } of ledger)
    for (const { op, kind, id, fields } of changes) {
      const object = `${kind}/${id}`;
      const before = own.get(object);
      if (by === 'api' && before !== undefined) {
        const changed = fields === null ? 'all of it' : changedFields(before, fields).join(', ');
        if (changed !== '') touches.push({ at: Date.parse(at), object, what: changed });
      }
      if (fields === null) own.delete(object);
      else if (before !== undefined || (by === 'person' && op === 'create')) own.set(object, fields);
    }
  return touches;
}

const changedFields = (before: Fields, after: Fields): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
