import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { collisionsWith } from '../domain/collisions.ts';
import { startOf, type Drift } from '../domain/drift.ts';
import { driftWaysOf } from '../domain/drift-ways.ts';
import { driftOutcome, foundEnabled } from '../domain/drift-words.ts';
import { ChangedMeanwhile, guardOf } from '../domain/guard.ts';
import { conflictsWith, mayBeLeft, touchesOf, type Intent } from '../domain/intent.ts';
import { livingObjects } from '../domain/op.ts';
import { inheritsDoubt, lateEffectMs, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { leftAsFound } from '../domain/left-as-found.ts';
import { GONE } from '../domain/readback.ts';
import { VendorFailure, type FoundShare, type Guard, type Touches, type UpdateWork } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { acceptedAmong, takeIn, type Accepted } from './accepted.ts';
import { compare, type ReadBack } from './compare.ts';
import { lookAt } from './look.ts';
import { searchBeforeCreating } from './search.ts';
import { activateAll } from './serve.ts';
import { pruneOf, workOf } from './work.ts';

/** Step `publish`: afterwards every object exists once and as approved, and nothing new serves. */
export async function publish(attempt: Attempt): Promise<Outcome> {
  const { op, publication } = attempt;
  const objects = livingObjects(await attempt.ledger.objects(op));
  if (publication.verified !== null || objects.some(({ opId }) => opId !== op.id))
    return changeUnlessDrifted(attempt, 'nothing');
  const desired = desiredOf(attempt);
  const wait = await createMissing(attempt, desired, null);
  if (wait) return wait;
  await attempt.connection.prune({
    ...(await pruneOf(attempt, desired)),
    ...{ touches: () => true, guard: UNGUARDED, evict: [], isFirst: true },
  });
  return endOf(await compare(attempt, { desired, leftAlone: EMPTY, isBefore: false }));
}

/**
 * Step `update`: changes what differs between what was applied and what is wanted. New objects are activated only when the
 * campaign serves; what is no longer wanted is removed after that, so that it is never without ads.
 */
export async function update(attempt: Attempt): Promise<Outcome> {
  const serves = (await attempt.ledger.objects(attempt.op)).some(
    ({ key, state }) => key === 'campaign' && (state === 'active' || state === 'activating'),
  );
  return changeUnlessDrifted(attempt, serves ? 'what is new' : 'nothing');
}

type Activates = 'what is new' | 'nothing';

/** Ends with what somebody changed at the very last moment, when the change would have written over it. */
async function changeUnlessDrifted(attempt: Attempt, activates: Activates): Promise<Outcome> {
  try {
    return await change(attempt, activates);
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return driftOutcome(error.changes, 'perhaps a part');
  }
}

const EMPTY: ReadonlySet<string> = new Set();
const UNGUARDED: Guard = () => undefined;

async function change(attempt: Attempt, activates: Activates): Promise<Outcome> {
  const desired = desiredOf(attempt);
  const early = await settleDoubt(attempt, desired);
  if (early) return early;
  const found = await findDrift(attempt, desired);
  if ('end' in found) return found;
  const { differences, intent, touches, seen, accepted } = found;
  const asDecided = seen === null ? UNGUARDED : guardOf(seen, intent.wanted);
  const start = startOf(differences);
  if (start !== undefined && !intent.overwrite.has(start.id)) return foundEnabled();
  const others = differences.filter(({ id }) => !accepted.has(id));
  const collisions = collisionsWith(others, intent, touches, await attempt.known());
  const conflicts = [...conflictsWith(differences, intent), ...collisions];
  const mayGo = (drift: Drift) => drift.kind !== 'foreign' && mayBeLeft(drift, intent);
  if (conflicts.length > 0) return { ...driftOutcome(conflicts), driftWays: driftWaysOf(conflicts, mayGo) };
  if (start !== undefined) await attempt.connection.pause(await attempt.stopWork());
  await takeIn(attempt, accepted);
  await attempt.seeBefore(seen);
  const wait = await createMissing(attempt, desired, { touches, guard: asDecided });
  if (wait) return wait;
  const leftAlone = leftAloneOf(differences, intent, touches);
  const before = await compare(attempt, { desired, leftAlone, isBefore: true });
  if ('end' in before) return before;
  const putBack = differences.filter(({ id, field }) => intent.overwrite.has(id) && field === 'status');
  if (activates === 'what is new') {
    const outcome = await activateNew(attempt, intent, putBack);
    if (outcome) return outcome;
  }
  await attempt.mark({ step: 'removing what is no longer wanted' });
  const evict = differences.flatMap(({ id, kind, objectKind, externalId }) =>
    kind === 'foreign' && intent.overwrite.has(id) && externalId !== null
      ? [{ kind: objectKind, externalId }]
      : [],
  );
  const asReadBack = guardOf(before.found, intent.wanted);
  const guard: Guard = (now) => {
    asDecided(now);
    asReadBack(now); // what is new was not there when it was decided
  };
  await attempt.connection.prune({
    ...(await pruneOf(attempt, desired)),
    ...{ touches, guard, evict, isFirst: false },
  });
  await attempt.mark({ step: 'changed', changed: true }); // budgets are raised at the very end
  const end = endOf(await compare(attempt, { desired, leftAlone, isBefore: false }));
  return end.end === 'done' ? settled(attempt, end) : end;
}

/** Ids of the differences that a change does not write over. */
function leftAloneOf(
  differences: readonly Drift[],
  { overwrite }: Intent,
  touches: Touches,
): ReadonlySet<string> {
  const left = differences.filter(
    ({ id, objectKey, field }) => !overwrite.has(id) && !touches(objectKey, field || undefined),
  );
  return new Set(left.map(({ id }) => id));
}

/**
 * Done, unless what an earlier step has written may still be delivered once more: then everything is read and, where it was
 * undone, written again when that is over.
 */
function settled({ op, publication, settleMs, now }: Attempt, done: Outcome): Outcome {
  const earlier = publication.neighbours.filter(({ intentSeq }) => intentSeq < op.intentSeq);
  const delayMs = lateEffectMs(earlier, 'changedAt', settleMs, now());
  if (delayMs === 0) return done;
  const step = 'changed; an earlier change may still take effect, so it is looked at once more';
  return { end: 'later', delayMs, step, setback: false, error: null };
}

/** What an update is decided on; `seen` is null when nothing of the campaign was there to be read. */
type Decided = {
  differences: Drift[];
  intent: Intent;
  touches: Touches;
  seen: FoundShare | null;
  accepted: Accepted;
};

const NOTHING_FOUND = { differences: [], touches: () => true, seen: null, accepted: new Map() };

/** What differs on the platform from what was applied, and what this update means to do. */
async function findDrift(attempt: Attempt, desired: DesiredCampaign): Promise<Outcome | Decided> {
  const { connection, marker, op } = attempt;
  const { verified } = attempt.publication;
  const intent: Intent = {
    applied: verified === null ? null : connection.share(verified, marker),
    wanted: connection.share(desired, marker),
    overwrite: new Set(op.overwrite),
  };
  const known = await attempt.known();
  if (!known.has('campaign')) return { ...NOTHING_FOUND, intent: { ...intent, applied: null } };
  const look = await lookAt(attempt, verified ?? desired, known);
  if (look === null) return { end: 'needs_review', error: GONE };
  const { differences, found } = look;
  const decided = verified === null ? intent : { ...intent, applied: look.applied };
  if (op.overwrite.length > 0 && isPartlyAnother(attempt)) return PARTLY_ANOTHER;
  const accepted = await acceptedAmong(attempt, differences, found, intent.wanted);
  const touches = touchesOf(decided, differences);
  return { differences, intent: decided, touches, seen: found, accepted };
}

/** Whether a part of another version than the verified one was written. */
const isPartlyAnother = ({ op, written }: Attempt): boolean =>
  written.some((one) => one.answered && one.opId !== op.id);

/** What is put back is put back to what was published; here that is not what is there, by this product's own hand. */
const PARTLY_ANOTHER: Outcome = {
  end: 'failed',
  error: {
    code: 'PARTLY_CHANGED',
    message:
      'A part of a later version was written to this platform before the rest of it was refused; nothing is put back to the version before it. Publish that version, or a new one. Nothing was written.',
  },
};

/** Activates the objects that this update has made, and those whose stop a person has put back. */
async function activateNew(
  attempt: Attempt,
  { wanted }: Intent,
  putBack: readonly Drift[],
): Promise<Outcome | null> {
  const keys = new Set(wanted.map(({ key }) => key));
  const restored = new Set(
    putBack.filter(({ applied }) => applied !== 'paused').map(({ objectKey }) => objectKey),
  );
  const objects = livingObjects(await attempt.ledger.objects(attempt.op)).filter(
    ({ key, state }) =>
      restored.has(key) || (keys.has(key) && (state === 'created' || state === 'activating')),
  );
  if (objects.length === 0) return null;
  const outcome = await activateAll(attempt, new Set(objects.map(({ key }) => key)));
  return outcome.end === 'done' && !outcome.superseded ? null : outcome;
}

/** Waits for what earlier requests may still make; null when that is settled and the objects that exist are adopted. */
async function settleDoubt(attempt: Attempt, desired: DesiredCampaign): Promise<Outcome | null> {
  const { connection } = attempt;
  await attempt.ledger.plan(attempt.op, connection.plan(desired), attempt.now());
  if (inheritsDoubt(attempt.op, attempt.publication.neighbours))
    await attempt.mark({ step: 'an earlier step ended in doubt', doubt: 'begin', emptySearches: 0 });
  const wait = await searchBeforeCreating(attempt, desired);
  return wait && waitInDoubt(wait.waitMs);
}

/**
 * Creates the missing objects, or changes what is touched. The doubt is saved before the first call and cleared after the
 * last answer. Null when all objects exist; an outcome when an earlier attempt is in doubt and must be waited for.
 */
async function createMissing(
  attempt: Attempt,
  desired: DesiredCampaign,
  change: Pick<UpdateWork, 'touches' | 'guard'> | null,
): Promise<Outcome | null> {
  const { connection } = attempt;
  const wait = change === null ? await settleDoubt(attempt, desired) : null;
  if (wait) return wait;
  if ((await attempt.known()).size === 0) await attempt.seeBefore(null);
  await attempt.mark({ step: 'making what is missing', doubt: 'begin', emptySearches: 0 });
  const work = await workOf(attempt, desired);
  try {
    if (change !== null && work.known.has('campaign'))
      await connection.update({ ...work, ...change, write: attempt.write });
    else await connection.create(work);
  } catch (error) {
    const isAnswered =
      error instanceof VendorFailure ? !error.leavesDoubt : error instanceof ChangedMeanwhile;
    if (isAnswered) await attempt.mark({ step: 'refused', doubt: 'end' });
    throw error;
  }
  await attempt.mark({ step: 'made', doubt: 'end', ...(change === null ? {} : { changed: true as const }) });
  return null;
}

const endOf = (compared: Outcome | ReadBack): Outcome =>
  'end' in compared ? compared : { end: 'done', leftAsFound: leftAsFound(compared.left) };

function desiredOf({ op }: Attempt): DesiredCampaign {
  if (op.desired === null) throw new Error(`op ${op.id} has no desired campaign`);
  return op.desired;
}
