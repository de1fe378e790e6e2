import { createHash } from 'node:crypto';
import type { Difference } from '../../../../contracts/platforms/drift.ts';
import type { FoundShare, FoundShareObject, KnownObjects, ShareObject } from './share.ts';
import type { Parts } from './value-words.ts';
import { idOf, idsOf, isSameField, OTHER_BUDGET } from './ownership.ts';

/**
 * A difference with what only this service needs: the field within the object, the key and place of what is found, and
 * the parts of sets in words.
 */
export type Drift = Difference & { field: string; foundKey: string | null; place?: string; parts?: Parts };

/** Fields of which less is spent when they are lower, and null is no limit. */
export const MONEY: ReadonlySet<string> = new Set(['dailyMicros', 'totalMicros', 'schedule.endDate']);
const IN_GROUP_INEXPRESSIBLE = /^adGroups\.\d+\.(?!ads\.|keywords\.|negativeKeywords\.|name$)/;

/**
 * Compares a share as it should be with what is found, object by object and field by field. Objects of the ledger are
 * recognised by their ids, whatever their names and contents have become; all others are `foreign` (ownership.ts), and what stands in a
 * foreign ad group is told with it. Objects of the ledger
 * that the share does not have (they are about to be removed) are no difference.
 */
export function differencesBetween(
  share: readonly ShareObject[],
  found: FoundShare,
  known: KnownObjects,
  ignored: ReadonlySet<string> = new Set(),
): Drift[] {
  const byId = new Map(found.objects.map((object) => [idOf(object), object]));
  const knownIds = idsOf(known);
  const matched = new Set<string>();
  const differences: Drift[] = [];
  const add = (drift: Omit<Drift, 'id' | 'ignored'>): void => {
    const id = differenceId(drift);
    differences.push({ ...drift, id, ignored: ignored.has(id) });
  };
  const missing = new Set<string>();
  for (const object of share) {
    const entry = known.get(object.key);
    const other = entry === undefined ? undefined : byId.get(idOf(entry));
    const payer =
      other === undefined && object.kind === 'budget' ? foreignBudget(found, knownIds) : undefined;
    if (other !== undefined) {
      matched.add(idOf(other));
      for (const difference of changes(object, other, entry?.state, found.startsBy)) add(difference);
    } else if (payer !== undefined) {
      matched.add(idOf(payer));
      add(paidByAnother(object, payer));
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
  const foreignGroups = new Set(
    foreign.filter(({ kind }) => kind === 'ad-group').map(({ externalId }) => externalId),
  );
  for (const object of foreign)
    if (object.parentId === null || !foreignGroups.has(object.parentId)) add(foreignObject(object, share));
  return differences;
}

const foreignBudget = ({ objects }: FoundShare, knownIds: ReadonlySet<string>) =>
  objects.find((one) => one.kind === 'budget' && !knownIds.has(idOf(one)));

/** A campaign has one budget: another one in the place of its own is one difference, and its money is part of what was found. */
function paidByAnother(
  object: ShareObject,
  { externalId, name, fields }: FoundShareObject,
): Omit<Drift, 'id' | 'ignored'> {
  const daily = Number(fields['dailyMicros'] ?? 0) / 1_000_000;
  return {
    ...about(object, externalId),
    kind: 'changed',
    field: OTHER_BUDGET,
    path: OTHER_BUDGET,
    applied: 'its own budget',
    found: `${name}, ${daily.toFixed(2)} a day`,
    acceptable: false,
    foundKey: null,
  };
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
  const change = (
    field: string,
    applied: unknown,
    found: unknown,
    acceptable: boolean,
    more: Pick<Drift, 'parts'> = {},
  ): void => void result.push({ ...common, field, path: at(field), applied, found, acceptable, ...more });
  if (other.status !== null) {
    const status = statusOf(object.kind, state);
    if (status !== other.status && !(status === 'unknown' && other.status === 'active'))
      change('status', status, other.status, false);
  }
  if (other.key !== object.key && object.kind === 'ad-group') change('name', object.name, other.name, true);
  else if (other.key !== object.key) change('', object.value, other.value, other.expressible);
  for (const [field, value] of Object.entries(object.fields)) {
    const have = other.fields[field] ?? null;
    if (!isSameField(field, value ?? null, have, startsBy))
      change(field, value ?? null, have, isExpressible(at(field), have), partsOf(field, object, other));
  }
  return result;
}

function partsOf(field: string, object: ShareObject, other: FoundShareObject): Pick<Drift, 'parts'> {
  const [applied, found] = [object.parts?.[field], other.parts?.[field]];
  return applied === undefined || found === undefined ? {} : { parts: { applied, found } };
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

/** The difference as other services see it. */
export function toDifference({
  field: _field,
  foundKey: _foundKey,
  place: _place,
  parts: _parts,
  ...difference
}: Drift): Difference {
  return difference;
}
