import type { FoundShare, FoundShareObject, Guard, ShareObject } from './share.ts';
import { isRival } from './collisions.ts';
import { MONEY } from './drift.ts';
import type { Told } from './drift-words.ts';

type Change = Told;

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
 * under a condition, so a change after that last look is not seen. An object that was not there then was made by this step, unless it stands
 * in the place of one that is wanted: no step of ours makes the contrary of what it wants.
 */
export function guardOf({ objects }: FoundShare, wanted: readonly ShareObject[]): Guard {
  const before = new Map(objects.map((object) => [idOf(object), object]));
  const after = new Map(wanted.map((object) => [object.key, object]));
  return (now) => {
    const then = before.get(idOf(now));
    const changes =
      then === undefined ? newRival(now, wanted) : changesBetween(then, now, after.get(then.key));
    if (changes.length > 0) throw new ChangedMeanwhile(changes);
  };
}

function newRival(now: FoundShareObject, wanted: readonly ShareObject[]): Change[] {
  const inPlace = wanted.find((one) => isRival(one, now));
  if (inPlace === undefined) return [];
  const { kind: objectKind, name: objectName, value: found } = now;
  return [{ kind: 'foreign', objectKind, objectName, path: now.list, applied: null, found, wanted: inPlace }];
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
