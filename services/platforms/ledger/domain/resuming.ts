import { isStopIgnored, MONEY, type Drift } from './drift.ts';
import type { LedgerObject } from './op.ts';
import type { FoundShare, FoundShareObject } from './share.ts';

/** Kinds that only take away from what a campaign reaches: one more is no raise, one less is. */
const LIMITING: ReadonlySet<string> = new Set(['negative-keyword']);
/** Kinds of which none at all means everything. */
const BOUNDING: ReadonlySet<string> = new Set(['location', 'language']);
/** What is said of a campaign, and spends nothing. */
const HARMLESS: ReadonlySet<string> = new Set(['name', 'status']);

/**
 * The differences through which a resume would let more serve than was approved: more money or time, other content, a wider
 * reach, or what cannot be compared with what was approved. Less of anything is none; what is paused does not count. Foreign objects
 * that a person has decided to leave alone do not count either; a changed or missing object does, whatever was ignored, because no
 * decision to leave it alone is an approval of more.
 */
export function raisedWhilePaused(differences: readonly Drift[], found: FoundShare): Drift[] {
  const byId = new Map(found.objects.map((object) => [placeOf(object.kind, object.externalId), object]));
  return differences.filter((drift) => {
    if (drift.kind === 'foreign')
      return !drift.ignored && mayServe(byId.get(placeOf(drift.objectKind, drift.externalId)));
    if (drift.kind === 'missing') return isUnbounded(drift, found);
    return raises(drift);
  });
}

const mayServe = (object: FoundShareObject | undefined): boolean =>
  object?.status !== 'paused' && !LIMITING.has(object?.kind ?? '');

function isUnbounded({ objectKind }: Drift, { objects }: FoundShare): boolean {
  if (LIMITING.has(objectKind)) return true;
  return BOUNDING.has(objectKind) && !objects.some(({ kind }) => kind === objectKind);
}

type Comparable = number | string;

function raises({ field, applied, found }: Drift): boolean {
  if (HARMLESS.has(field)) return false;
  if (field === 'schedule.startDate') return (found as string) < (applied as string);
  if (!MONEY.has(field)) return true;
  if (found === null) return true;
  return applied !== null && (found as Comparable) > (applied as Comparable);
}

/** Whether somebody stopped the object on the platform, and people have decided to leave that alone. */
export const isLeftStopped = (
  { kind, externalId, key }: LedgerObject,
  ignored: ReadonlySet<string>,
): boolean => key !== 'campaign' && isStopIgnored({ objectKind: kind, externalId, objectKey: key }, ignored);

const placeOf = (kind: string, externalId: string | null): string => `${kind} ${externalId}`;
