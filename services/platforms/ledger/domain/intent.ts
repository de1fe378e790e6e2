import { compareField } from '../../../../rules/exposure-order.ts';
import { MONEY, type Drift } from './drift.ts';
import { OTHER_BUDGET } from './ownership.ts';
import type { ShareObject, Touches } from './share.ts';

/** What an update means to do: from one share to another, with the differences that a person has put back. */
export type Intent = {
  /** Null when nothing was verified before; then everything is touched. */
  applied: readonly ShareObject[] | null;
  wanted: readonly ShareObject[];
  overwrite: ReadonlySet<string>;
};

/** Kinds that serve, or without which nothing serves; they have a state. */
const SERVING_KINDS: ReadonlySet<string> = new Set(['campaign', 'ad-group', 'ad', 'keyword']);

/**
 * The differences that stop an update before it writes: those that it would write over, every stop of something that was
 * applied as serving, every lower limit of money, and another budget than the campaign's own. Not those that are put back, foreign, or already as wanted; of those that are
 * ignored only what would be written over, because nothing touches what people have left alone.
 */
export function conflictsWith(
  differences: readonly Drift[],
  { applied, wanted, overwrite }: Intent,
): Drift[] {
  if (applied === null || onlyPutsBack(applied, wanted, overwrite)) return [];
  const before = new Map(applied.map((object) => [object.key, object]));
  const after = new Map(wanted.map((object) => [object.key, object]));
  return differences.filter((drift) => {
    if (drift.kind === 'foreign' || overwrite.has(drift.id)) return false;
    const target = after.get(drift.objectKey);
    // of what is removed only other content counts: an ad that somebody rewrote is not what was decided about
    if (target === undefined)
      return drift.field === '' && drift.kind === 'changed' && !after.has(drift.foundKey ?? '');
    if (drift.kind === 'missing') return !drift.ignored && SERVING_KINDS.has(drift.objectKind);
    if (drift.field === OTHER_BUDGET) return !drift.ignored || !isSame(before.get(drift.objectKey), target);
    if (drift.field === 'status') return !drift.ignored && drift.applied !== 'paused';
    const value = target.fields[drift.field] ?? null;
    const isWanted = JSON.stringify(value) === JSON.stringify(drift.found);
    if (isWanted) return false;
    const was = before.get(drift.objectKey)?.fields[drift.field] ?? null;
    return JSON.stringify(was) !== JSON.stringify(value) || (!drift.ignored && lowersMoney(drift));
  });
}

/** Whether an update that stops at a difference would go on, and leave it as it is, once people have decided to leave it alone. */
export function mayBeLeft(drift: Drift, intent: Intent): boolean {
  return conflictsWith([{ ...drift, ignored: true }], intent).length === 0;
}

/** Whoever puts something back and changes nothing else has seen the other differences, and leaves them as they are. */
function onlyPutsBack(
  applied: readonly ShareObject[],
  wanted: readonly ShareObject[],
  overwrite: ReadonlySet<string>,
): boolean {
  return overwrite.size > 0 && JSON.stringify(applied) === JSON.stringify(wanted);
}

const isSame = (before: ShareObject | undefined, after: ShareObject): boolean =>
  JSON.stringify(before?.fields ?? null) === JSON.stringify(after.fields);

const lowersMoney = ({ field, applied, found }: Drift): boolean =>
  MONEY.has(field) && compareField(field, applied, found) === 'lower';

/** What an update may write: what differs between the shares, and what a person has put back. */
export function touchesOf({ applied, wanted, overwrite }: Intent, differences: readonly Drift[]): Touches {
  if (applied === null) return () => true;
  const before = new Map(applied.map((object) => [object.key, object]));
  const after = new Map(wanted.map((object) => [object.key, object]));
  const putBack = differences.filter(({ id }) => overwrite.has(id));
  return (key, field) => {
    if (
      putBack.some((drift) => drift.objectKey === key && (drift.kind === 'missing' || drift.field === field))
    )
      return true;
    const [was, will] = [before.get(key), after.get(key)];
    if (was === undefined || will === undefined) return true;
    if (field === undefined || field === 'status') return false;
    return JSON.stringify(was.fields[field] ?? null) !== JSON.stringify(will.fields[field] ?? null);
  };
}
