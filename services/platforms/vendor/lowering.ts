import { compareField } from '../../../rules/exposure-order.ts';
import type { FoundShareObject, ShareObject, Touches } from '../port.ts';

/** Fields of which less is less to be spent or reached, whatever else of the object is changed. */
const BOUNDS: ReadonlySet<string> = new Set([
  'dailyMicros',
  'totalMicros',
  'schedule.endDate',
  'settings.bidAdjustment',
]);

/** A change in two parts, each of which may be sent without the other. */
export type Parts = { lowering: Touches; rest: Touches };

/**
 * Takes what only lowers what may be spent apart from the rest of a change, so that nothing that a platform may refuse of the rest holds
 * it up: budgets and bids that fall, an earlier end, a stop. An end before the first day that is found is sent with that day, because
 * it cannot stand without it.
 */
export function partsOf(
  touches: Touches,
  wanted: readonly ShareObject[],
  found: readonly FoundShareObject[],
): Parts {
  const now = new Map(found.map((object) => [object.key, object]));
  const after = new Map(wanted.map((object) => [object.key, object]));
  const lowers = (key: string, field: string | undefined): boolean => {
    if (field === 'status') return true; // an update raises no status
    const [is, will] = [now.get(key), after.get(key)];
    if (field === undefined || is === undefined || will === undefined || !BOUNDS.has(field)) return false;
    if (field === 'schedule.endDate' && !canEndAlone(is, will, touches)) return false;
    return compareField(field, is.fields[field] ?? null, will.fields[field] ?? null) === 'lower';
  };
  return {
    lowering: (key, field) => touches(key, field) && lowers(key, field),
    rest: (key, field) => touches(key, field) && !lowers(key, field),
  };
}

function canEndAlone(is: FoundShareObject, will: ShareObject, touches: Touches): boolean {
  const [start, end] = [is.fields['schedule.startDate'], will.fields['schedule.endDate']];
  if (touches(will.key, 'schedule.startDate') && start !== will.fields['schedule.startDate']) return false;
  return typeof start === 'string' && typeof end === 'string' && start.slice(0, 10) <= end.slice(0, 10);
}
