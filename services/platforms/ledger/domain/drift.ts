import { createHash } from 'node:crypto';
import type { Difference } from '../../../../contracts/platforms/drift.ts';
import { compareField } from '../../../../rules/exposure-order.ts';
import type { FoundShare, FoundShareObject, KnownObjects, ShareObject, Touches } from './share.ts';

/** A difference with what only this service needs: the field within the object, and the key and place of what is found. */
export type Drift = Difference & { field: string; foundKey: string | null; place?: string };

/** Kinds that serve, or without which nothing serves; they have a state. */
const SERVING_KINDS: ReadonlySet<string> = new Set(['campaign', 'ad-group', 'ad', 'keyword']);
/** Fields of which less is spent when they are lower, and null is no limit. */
export const MONEY: ReadonlySet<string> = new Set(['dailyMicros', 'totalMicros', 'schedule.endDate']);
const IN_GROUP_INEXPRESSIBLE = /^adGroups\.\d+\.(?!ads\.|keywords\.|negativeKeywords\.|name$)/;

/**
 * Compares a share as it should be with what is found, object by object and field by field. Objects of the ledger are
 * recognised by their ids, whatever their names and contents have become; all others are `foreign`. Objects of the ledger
 * that the share does not have (they are about to be removed) are no difference.
 */
export function differencesBetween(
  share: readonly ShareObject[],
  found: FoundShare,
  known: KnownObjects,
  ignored: ReadonlySet<string> = new Set(),
): Drift[] {
  const byId = new Map(found.objects.map((object) => [idOf(object), object]));
  const knownIds = new Set([...known.values()].map(idOf));
  const matched = new Set<string>();
  const differences: Drift[] = [];
  const add = (drift: Omit<Drift, 'id' | 'ignored'>): void => {
    const id = differenceId(drift);
    differences.push({ ...drift, id, ignored: ignored.has(id) });
  };
  const missing = new Set<string>();
  for (const object of share) {
    const entry = known.get(object.key);
    const other =
      entry === undefined
        ? found.objects.find((one) => one.key === object.key && !knownIds.has(idOf(one)))
        : byId.get(idOf(entry));
    if (other !== undefined) {
      matched.add(idOf(other));
      for (const difference of changes(object, other, entry?.state, found.startsBy)) add(difference);
    } else if (![...missing].some((key) => object.key.startsWith(`${key}/`))) {
      missing.add(object.key);
      add({
        ...about(object, entry?.externalId ?? null),
        kind: 'missing',
        field: '',
        foundKey: null,
        found: null,
      });
    }
  }
  const foreign = found.objects.filter((one) => !matched.has(idOf(one)) && !knownIds.has(idOf(one)));
  const foreignKeys = new Set(foreign.filter(({ kind }) => kind === 'ad-group').map(({ key }) => key));
  for (const object of foreign)
    if (object.parent === null || !foreignKeys.has(object.parent)) add(foreignObject(object, share));
  return differences;
}

function about(object: ShareObject, externalId: string | null) {
  const { key: objectKey, kind: objectKind, name: objectName, path, value: applied } = object;
  return { objectKey, objectKind, objectName, externalId, path, applied, acceptable: true };
}

function changes(
  object: ShareObject,
  other: FoundShareObject,
  state: string | undefined,
  startsBy: string,
): Omit<Drift, 'id' | 'ignored'>[] {
  const common = { ...about(object, other.externalId), kind: 'changed' as const, foundKey: other.key };
  const at = (field: string): string => [object.path, field].filter((part) => part !== '').join('.');
  const result: Omit<Drift, 'id' | 'ignored'>[] = [];
  const change = (field: string, applied: unknown, found: unknown, acceptable: boolean): void =>
    void result.push({ ...common, field, path: at(field), applied, found, acceptable });
  if (other.status !== null) {
    const status = statusOf(object.kind, state);
    if (status !== other.status && !(status === 'unknown' && other.status === 'active'))
      change('status', status, other.status, false);
  }
  if (other.key !== object.key && object.kind === 'ad-group') change('name', object.name, other.name, true);
  else if (other.key !== object.key) change('', object.value, other.value, other.expressible);
  for (const [field, value] of Object.entries(object.fields)) {
    const have = other.fields[field] ?? null;
    if (!isSame(field, value ?? null, have, startsBy))
      change(field, value ?? null, have, isExpressible(at(field), have));
  }
  return result;
}

/**
 * Keywords are made in the state in which they stay; everything else is activated after it was made. Of an activation whose answer never
 * came nobody knows whether it was applied: found active, it may be its effect; found paused, nobody need have stopped it.
 */
function statusOf(kind: string, state: string | undefined): 'active' | 'paused' | 'unknown' {
  if (kind === 'keyword') return 'active';
  if (state === 'activating') return 'unknown';
  return state === 'active' ? 'active' : 'paused';
}

/** Two values are the same; a start that had passed at creation may be found at a later day, `startsBy` at the latest. */
function isSame(field: string, applied: unknown, found: unknown, startsBy: string): boolean {
  if (JSON.stringify(applied) === JSON.stringify(found)) return true;
  const isStart = field === 'schedule.startDate' && typeof applied === 'string' && typeof found === 'string';
  return isStart && applied < found && found <= startsBy;
}

/** Whether a draft can hold what is found; no declaration at all is none that a person could make. */
function isExpressible(path: string, found: unknown): boolean {
  if (path.startsWith('declarations.') && found === null) return false;
  return !/(^|\.)(settings\.|currency$)/.test(path) && !IN_GROUP_INEXPRESSIBLE.test(path);
}

function foreignObject(
  object: FoundShareObject,
  share: readonly ShareObject[],
): Omit<Drift, 'id' | 'ignored'> {
  const parent = share.find(({ key }) => key === object.parent);
  const path = [parent?.path ?? '', object.list, '-'].filter((part) => part !== '').join('.');
  return {
    kind: 'foreign',
    objectKey: object.key,
    objectKind: object.kind,
    objectName: object.name,
    externalId: object.externalId,
    path,
    applied: null,
    found: object.value,
    acceptable: object.expressible,
    field: '',
    foundKey: object.key,
    ...(object.place === undefined ? {} : { place: object.place }),
  };
}

/** Whether people have decided to leave alone that somebody paused this object on the platform. */
export function isStopIgnored(
  object: Pick<Drift, 'objectKind' | 'externalId' | 'objectKey'>,
  ignored: ReadonlySet<string>,
): boolean {
  return ignored.has(differenceId({ ...object, kind: 'changed', field: 'status', found: 'paused' }));
}

/** Somebody lets the campaign serve on the platform, which this product has paused or never started. */
export function startOf(differences: readonly Drift[]): Drift | undefined {
  return differences.find(
    ({ objectKey, field, found }) => objectKey === 'campaign' && field === 'status' && found === 'active',
  );
}

type Identity = Pick<Drift, 'kind' | 'objectKind' | 'externalId' | 'objectKey' | 'field' | 'found'>;

/** The same for the same object, field and found value; an object is known by the vendor's id, where it has one. */
function differenceId(drift: Identity): string {
  const { kind, objectKind, objectKey, externalId, field, found } = drift;
  const content = [kind, objectKind, externalId ?? objectKey, field, found];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
}

const idOf = ({ kind, externalId }: { kind: string; externalId: string }): string => `${kind} ${externalId}`;

/** What an update means to do: from one share to another, with the differences that a person has put back. */
export type Intent = {
  /** Null when nothing was verified before; then everything is touched. */
  applied: readonly ShareObject[] | null;
  wanted: readonly ShareObject[];
  overwrite: ReadonlySet<string>;
};

/**
 * The differences that stop an update before it writes: those that it would write over, every stop of something that was
 * applied as serving, and every lower limit of money. Not those that are put back, foreign, or already as wanted; of those that are
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
    if (drift.field === 'status') return !drift.ignored && drift.applied !== 'paused';
    const value = target.fields[drift.field] ?? null;
    const isWanted = JSON.stringify(value) === JSON.stringify(drift.found);
    if (isWanted) return false;
    const was = before.get(drift.objectKey)?.fields[drift.field] ?? null;
    return JSON.stringify(was) !== JSON.stringify(value) || (!drift.ignored && lowersMoney(drift));
  });
}

/** Whoever puts something back and changes nothing else has seen the other differences, and leaves them as they are. */
function onlyPutsBack(
  applied: readonly ShareObject[],
  wanted: readonly ShareObject[],
  overwrite: ReadonlySet<string>,
): boolean {
  return overwrite.size > 0 && JSON.stringify(applied) === JSON.stringify(wanted);
}

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

/** The difference as other services see it. */
export function toDifference({
  field: _field,
  foundKey: _foundKey,
  place: _place,
  ...difference
}: Drift): Difference {
  return difference;
}
