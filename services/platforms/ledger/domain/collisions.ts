import type { Drift } from './drift.ts';
import type { Intent } from './intent.ts';
import type { KnownObjects, ShareObject, Touches } from './share.ts';

/** A foreign object that stands where a change would make one of its own. */
export type Collision = Drift & { wanted: Pick<ShareObject, 'kind' | 'name'> };

/**
 * The foreign objects in whose place a change would make something: the same thing, which somebody else has made already and which is not
 * ours to switch on or to double; or its contrary, so that the platform would put the one for the other: a location that somebody excluded,
 * and that the change targets. Also those that are ignored, because nothing touches what people have left
 * alone; not those that a person has put back.
 */
export function collisionsWith(
  differences: readonly Drift[],
  { applied, wanted, overwrite }: Intent,
  touches: Touches,
  known: KnownObjects,
): Collision[] {
  const before = new Set((applied ?? []).map(({ key }) => key));
  const missing = new Set(
    differences.filter(({ kind }) => kind === 'missing').map(({ objectKey }) => objectKey),
  );
  const isMade = (key: string) => known.has(key) && !missing.has(key);
  const made = wanted.filter(
    ({ key }) => touches(key) && (!before.has(key) || missing.has(key)) && !isMade(key),
  );
  return differences.flatMap((drift) => {
    if (drift.kind !== 'foreign' || overwrite.has(drift.id)) return [];
    const inPlace = made.find(
      (one) => one.key === drift.objectKey || isRival(one, { key: drift.objectKey, place: drift.place }),
    );
    return inPlace === undefined ? [] : [{ ...drift, wanted: inPlace }];
  });
}

type Placed = { key: string; place?: string | undefined };

/** Whether two objects are not the same and have one place. */
export const isRival = (one: Placed, other: Placed): boolean =>
  one.place !== undefined && one.place === other.place && one.key !== other.key;
