import { isAsWanted } from '../domain/ownership.ts';
import type { Drift } from '../domain/drift.ts';
import type { FoundShare, FoundShareObject, ShareObject } from '../../port.ts';
import type { Attempt } from './attempt.ts';

/** Objects that somebody added, people have taken into a version, and stand there exactly as this step wants them; by their difference. */
export type Accepted = ReadonlyMap<string, FoundShareObject>;

export async function acceptedAmong(
  attempt: Attempt,
  differences: readonly Drift[],
  { objects, startsBy }: FoundShare,
  wanted: readonly ShareObject[],
): Promise<Accepted> {
  const [accepted, known] = [await attempt.ledger.accepted(attempt.op), await attempt.known()];
  const free = new Map(wanted.filter(({ key }) => !known.has(key)).map((one) => [one.key, one]));
  const taken = new Map<string, FoundShareObject>();
  for (const { id, kind, objectKind, objectKey, externalId } of differences) {
    const one = objects.find((object) => object.kind === objectKind && object.externalId === externalId);
    const own = free.get(objectKey);
    if (kind !== 'foreign' || !accepted.has(id) || own === undefined || one === undefined) continue;
    if (!isAsWanted(own, one, startsBy)) continue;
    taken.set(id, one);
    free.delete(objectKey); // of two that are the same, one is wanted
  }
  return taken;
}

/** Records what people have taken in: it is ours from now on. */
export async function takeIn(attempt: Attempt, accepted: Accepted): Promise<void> {
  for (const { key, kind, externalId, status } of accepted.values()) {
    const serves = status === 'active' && kind !== 'keyword';
    await attempt.record({ key, kind, externalId, state: serves ? 'active' : 'created' });
  }
}
