import type { FoundShareObject, KnownObjects, ShareObject } from './share.ts';

/**
 * Whose an object is. It is ours when the ledger holds its id, or when an answer of ours is lost and it carries our mark or, where its
 * kind can carry none, stands there exactly as we make it and stood nowhere before our first call. Everything else is
 * somebody's: told, never adopted, never written over, never enabled, never removed without a decision; people may decide that it
 * is ours (`isAsWanted`). What it is called and what it
 * says are no proof: people copy both.
 */
export type Evidence = {
  ledger: KnownObjects;
  /** Whether a call of ours was sent whose answer never came. */
  isAnswerLost: boolean;
  /** Ids of objects that were there before the first such call and that are not ours; null where no release kept them. */
  before: ReadonlySet<string> | null;
};

/** What an object shows of its maker. */
export type Standing = Pick<FoundShareObject, 'kind' | 'externalId' | 'parentId' | 'isMarked'> & {
  /** Whether it is exactly what we make, in the state in which we make it. */
  isAsMade: boolean;
};

/** An object by the platform's own id; ids are unique within a kind. */
export const idOf = ({ kind, externalId }: { kind: string; externalId: string }): string =>
  `${kind} ${externalId}`;

export const idsOf = (ledger: KnownObjects): ReadonlySet<string> => new Set([...ledger.values()].map(idOf));

/** Whether an object that the ledger lacks was made by a call of ours whose answer is lost. */
export function isLostCreation(object: Standing, evidence: Evidence): boolean {
  const { ledger, isAnswerLost, before } = evidence;
  if (!isAnswerLost || object.isMarked === false || idsOf(ledger).has(idOf(object))) return false;
  if (!isUnderOurs(object, ledger)) return false;
  if (before === null) return object.isMarked === true;
  return !before.has(idOf(object)) && (object.isMarked === true || object.isAsMade);
}

/**
 * Whether an object is the second of one that the present step has made: a platform may carry out one call twice. It came after
 * the step's first call, and nobody has touched it.
 */
export function isTwin(
  object: FoundShareObject,
  made: ReadonlyMap<string, ShareObject>,
  { ledger, before }: Omit<Evidence, 'isAnswerLost'>,
): boolean {
  const wanted = made.get(object.key);
  if (wanted === undefined || before === null || object.isMarked === false) return false;
  if (idsOf(ledger).has(idOf(object)) || before.has(idOf(object))) return false;
  return isUnderOurs(object, ledger) && isAsMade(wanted, object);
}

/** What is made under an object of somebody else's is somebody else's. */
function isUnderOurs({ parentId }: Pick<Standing, 'parentId'>, ledger: KnownObjects): boolean {
  return parentId === null || [...ledger.values()].some(({ externalId }) => externalId === parentId);
}

/**
 * Whether an object is what a call of ours makes: the same content, in the state of what is new. What carries our mark needs no more; of
 * what cannot, every setting counts.
 */
export function isAsMade(wanted: ShareObject, found: FoundShareObject, startsBy = ''): boolean {
  if (wanted.key !== found.key || wanted.kind !== found.kind || !found.isNew) return false;
  if (found.isMarked === true) return true;
  return Object.entries(wanted.fields).every(([field, value]) =>
    isSameField(field, value ?? null, found.fields[field] ?? null, startsBy),
  );
}

/**
 * Whether an object that people have taken in stands there as a version wants it, in every setting: then it is ours from now on, and
 * nothing is written. A keyword that somebody paused is not: nothing of ours would make it serve.
 */
export function isAsWanted(wanted: ShareObject, found: FoundShareObject, startsBy: string): boolean {
  if (wanted.key !== found.key || wanted.kind !== found.kind) return false;
  if (found.kind === 'keyword' && found.status !== 'active') return false;
  return Object.entries(wanted.fields).every(([field, value]) =>
    isSameField(field, value ?? null, found.fields[field] ?? null, startsBy),
  );
}

/** The objects of a share that are in nobody's ledger, by id: what was there before our first call. */
export function foreignIds(objects: readonly FoundShareObject[], ledger: KnownObjects): string[] {
  const own = idsOf(ledger);
  return objects.map(idOf).filter((id) => !own.has(id));
}

/** Two values are the same; a start that had passed at creation may be found at a later day, `startsBy` at the latest. */
export function isSameField(field: string, applied: unknown, found: unknown, startsBy: string): boolean {
  if (JSON.stringify(applied) === JSON.stringify(found)) return true;
  const isStart = field === 'schedule.startDate' && typeof applied === 'string' && typeof found === 'string';
  return isStart && applied < found && found <= startsBy;
}

/** The field of a difference that says that another budget than its own pays for a campaign. */
export const OTHER_BUDGET = 'settings.budget';
