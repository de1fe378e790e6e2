import type { FoundShare, FoundShareObject, Guard, ShareObject } from './share.ts';
import { MONEY, type Drift } from './drift.ts';

type Change = Pick<Drift, 'kind' | 'objectKind' | 'objectName' | 'path' | 'applied' | 'found'>;

/** Somebody changed an object on the platform between the look at it and the write that would have raised it. */
export class ChangedMeanwhile extends Error {
  readonly changes: readonly Change[];

  constructor(changes: readonly Change[]) {
    super('Somebody changed an object on the platform in the meantime.');
    this.name = 'ChangedMeanwhile';
    this.changes = changes;
  }
}

/**
 * Compares an object, read right before a write that raises it, with how it was when that write was decided on: its money, its
 * end and whether it serves. What is as it is wanted to be was written by this very step, or needs no writing. Neither platform writes
 * under a condition, so a change after that last look is not seen. An object that was not there then was made by this step.
 */
export function guardOf({ objects }: FoundShare, wanted: readonly ShareObject[]): Guard {
  const before = new Map(objects.map((object) => [idOf(object), object]));
  const after = new Map(wanted.map((object) => [object.key, object]));
  return (now) => {
    const then = before.get(idOf(now));
    const changes = then === undefined ? [] : changesBetween(then, now, after.get(then.key));
    if (changes.length > 0) throw new ChangedMeanwhile(changes);
  };
}

function changesBetween(
  then: FoundShareObject,
  now: FoundShareObject,
  wanted: ShareObject | undefined,
): Change[] {
  const about = { kind: 'changed' as const, objectKind: now.kind, objectName: now.name };
  const fields = [...MONEY].flatMap((path): Change[] => {
    const [applied, found] = [then.fields[path] ?? null, now.fields[path] ?? null];
    const isWanted = wanted !== undefined && (wanted.fields[path] ?? null) === found;
    return applied === found || isWanted ? [] : [{ ...about, path, applied, found }];
  });
  const isStopped = then.status === 'active' && now.status === 'paused';
  return isStopped
    ? [...fields, { ...about, path: 'status', applied: then.status, found: now.status }]
    : fields;
}

const idOf = ({ kind, externalId }: FoundShareObject): string => `${kind} ${externalId}`;
