import { firstOf } from '../../../../lib/listing.ts';
import { livingObjects, type LedgerObject } from '../domain/op.ts';
import type { Outcome } from '../domain/protocol.ts';
import { driftWaysOf } from '../domain/drift-ways.ts';
import { driftOutcome, foundEnabled, objectWords } from '../domain/drift-words.ts';
import { lookAgain, READING_BACK } from '../domain/readback.ts';
import type { Drift } from '../domain/drift.ts';
import { idOf } from '../domain/ownership.ts';
import { leftAsFound } from '../domain/left-as-found.ts';
import { isLeftStopped, raisedWhilePaused, serves } from '../domain/resuming.ts';
import type { FoundShare } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { lookAt } from './look.ts';
import { activateAll, gone } from './serve.ts';

/**
 * Step `resume`: activates by id what this product has stopped or not started yet, each after saving the intent, and reads back
 * that it serves. It reads first: where more would serve than was approved, nothing is activated. What somebody stopped on
 * the platform meanwhile stays stopped, and what was removed there is gone: neither was part of what a person asked to resume.
 */
export async function resume(attempt: Attempt): Promise<Outcome> {
  const objects = livingObjects(await attempt.ledger.objects(attempt.op));
  if (objects.length === 0) return NOT_PUBLISHED;
  const hasActivated = attempt.op.step === READING_BACK;
  const decided = await decide(attempt, objects, hasActivated);
  if ('end' in decided) return decided;
  const { keys, left } = decided;
  // what this very resume has started and is stopped again was stopped by somebody: it is looked for, and never started twice
  const active = new Set(hasActivated ? objects.filter(isActive).map(({ key }) => key) : []);
  const waiting = new Set([...keys].filter((key) => !active.has(key)));
  const activated = waiting.size === 0 ? null : await activateAll(attempt, waiting);
  if (activated !== null && activated.end !== 'done') return activated;
  const verified = await verifyServing(attempt, keys);
  return verified.end === 'done' && left !== null
    ? { ...verified, leftAsFound: leftAsFound(left) }
    : verified;
}

const isActive = ({ state }: LedgerObject): boolean => state === 'active';

/** What is to be activated, and what differs and stays so; `left` is null where nothing was read. */
type Decided = { keys: ReadonlySet<string>; left: Drift[] | null };

/** What is to be activated, or why nothing is. */
async function decide(
  attempt: Attempt,
  objects: ReturnType<typeof livingObjects>,
  hasActivated: boolean,
): Promise<Decided | Outcome> {
  const { verified, lastDesired } = attempt.publication;
  const desired = verified ?? lastDesired;
  const all = { keys: new Set(objects.map(({ key }) => key)), left: null };
  if (desired === null) return all;
  const isFresh = isJustMade(attempt, objects);
  const look = await lookAt(attempt, desired, await attempt.known());
  if (look === null) return isFresh ? all : gone(attempt);
  const { found, differences, ignored } = look;
  const shown = isFresh ? differences.filter(({ kind }) => kind !== 'missing') : differences;
  const raised = raisedWhilePaused(shown, found);
  if (raised.length > 0) {
    if (serves(found)) return foundEnabled(raised);
    const driftWays = driftWaysOf(raised, ({ kind }) => kind === 'foreign');
    return { ...driftOutcome(raised), driftWays };
  }
  const stopped = hasActivated ? stoppedAgain(attempt, objects, differences) : [];
  if (stopped.length > 0) return driftOutcome(stopped, 'perhaps a part');
  if (isFresh) return all;
  const keys = keysStoppedByUs(objects, found, ignored);
  return {
    keys,
    left: differences.filter(({ objectKey, field }) => field !== 'status' || !keys.has(objectKey)),
  };
}

/** Looks after which what was started and is shown as paused was paused by somebody: searches lag for seconds. */
const SURE_LOOKS = 3;

/** The stops that somebody made after this very resume had started everything. */
function stoppedAgain(
  { op }: Attempt,
  objects: readonly LedgerObject[],
  differences: readonly Drift[],
): Drift[] {
  if (op.setbacks < SURE_LOOKS) return [];
  const active = new Set(objects.filter(isActive).map(({ key }) => key));
  return differences.filter(
    ({ objectKey, field, found }) => field === 'status' && found === 'paused' && active.has(objectKey),
  );
}

/**
 * Searches may not show yet what was verified a moment ago: that something of it is missing says nothing. What somebody has added or
 * raised since then counts as ever.
 */
function isJustMade({ op, settleMs, now }: Attempt, objects: readonly LedgerObject[]): boolean {
  const isNew = objects.every(({ state }) => state === 'created');
  return isNew && now().getTime() - op.createdAt.getTime() < settleMs;
}

/** What the platform still has, this product has not left serving, and nobody wants left alone; the campaign itself in any case. */
function keysStoppedByUs(
  objects: ReturnType<typeof livingObjects>,
  found: FoundShare,
  ignored: ReadonlySet<string>,
): ReadonlySet<string> {
  const present = new Set(found.objects.map(idOf));
  const stopped = objects.filter(
    (object) =>
      object.key === 'campaign' ||
      (object.state !== 'active' && present.has(idOf(object)) && !isLeftStopped(object, ignored)),
  );
  return new Set(stopped.map(({ key }) => key));
}

const NOT_PUBLISHED: Outcome = {
  end: 'failed',
  error: { code: 'NOT_PUBLISHED', message: 'Nothing of this campaign is published on this ad account.' },
};

/**
 * Reads back whether the activated objects serve. One that the platform shows as not serving, or does not show, is looked for
 * again later, because searches lag; in the end a person has to look, because nobody knows that it serves.
 */
async function verifyServing(attempt: Attempt, keys: ReadonlySet<string>): Promise<Outcome> {
  const { connection, session, marker, op } = attempt;
  const desired = op.desired ?? attempt.publication.lastDesired;
  if (desired === null) return { end: 'done' };
  await attempt.mark({ step: READING_BACK });
  const active = livingObjects(await attempt.ledger.objects(op)).filter(
    ({ key, state }) => state === 'active' && keys.has(key),
  );
  const found = await connection.read({ session, desired, marker, known: await attempt.known() });
  const serving = new Set(found?.objects.filter(({ status }) => status === 'active').map(idOf));
  const idle = active.filter((object) => !serving.has(idOf(object)));
  if (idle.length === 0) return { end: 'done' };
  const names = new Map(connection.share(desired, marker).map(({ key, name }) => [key, name]));
  const named = ({ key, kind }: LedgerObject): string =>
    objectWords({ objectKind: kind, objectName: names.get(key) ?? desired.name });
  const error = {
    code: 'PLATFORM_NOT_SERVING',
    message: `The platform does not show as serving what was activated: ${firstOf(idle.map(named), 5, ', ')}.`,
  };
  return lookAgain(op, attempt.firstRetryMs) ?? { end: 'needs_review', error };
}
