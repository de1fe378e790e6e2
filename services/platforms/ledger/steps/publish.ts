import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import {
  conflictsWith,
  differencesBetween,
  driftOutcome,
  touchesOf,
  type Drift,
  type Intent,
} from '../domain/drift.ts';
import { livingObjects } from '../domain/op.ts';
import { inheritsDoubt, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { GONE, lookAgain, mismatchOutcome } from '../domain/readback.ts';
import { VendorFailure, type Touches } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { searchBeforeCreating } from './search.ts';
import { activateAll } from './serve.ts';

/** Step `publish`: afterwards every object exists once and as approved, and nothing new serves. */
export async function publish(attempt: Attempt): Promise<Outcome> {
  const { op, publication } = attempt;
  const objects = livingObjects(await attempt.ledger.objects(op));
  if (publication.verified !== null || objects.some(({ opId }) => opId !== op.id))
    return change(attempt, 'nothing');
  const desired = desiredOf(attempt);
  const wait = await createMissing(attempt, desired, null);
  if (wait) return wait;
  await attempt.connection.prune({ ...(await workOf(attempt, desired)), touches: () => true, evict: [] });
  return (await compare(attempt, { desired, leftAlone: EMPTY, isBefore: false })) ?? { end: 'done' };
}

/**
 * Step `update`: changes what differs between what was applied and what is wanted. New objects are activated only when the
 * campaign serves; what is no longer wanted is removed after that, so that it is never without ads.
 */
export async function update(attempt: Attempt): Promise<Outcome> {
  const serves = (await attempt.ledger.objects(attempt.op)).some(
    ({ key, state }) => key === 'campaign' && (state === 'active' || state === 'activating'),
  );
  return change(attempt, serves ? 'what is new' : 'nothing');
}

const EMPTY: ReadonlySet<string> = new Set();

async function change(attempt: Attempt, activates: 'what is new' | 'nothing'): Promise<Outcome> {
  const desired = desiredOf(attempt);
  const early = await settleDoubt(attempt, desired);
  if (early) return early;
  const found = await findDrift(attempt, desired);
  if ('end' in found) return found;
  const { differences, intent, touches } = found;
  const conflicts = conflictsWith(differences, intent);
  if (conflicts.length > 0) return driftOutcome(conflicts);
  const wait = await createMissing(attempt, desired, touches);
  if (wait) return wait;
  const leftAlone = new Set(
    differences
      .filter(
        ({ id, objectKey, field }) => !intent.overwrite.has(id) && !touches(objectKey, field || undefined),
      )
      .map(({ id }) => id),
  );
  const mismatch = await compare(attempt, { desired, leftAlone, isBefore: true });
  if (mismatch) return mismatch;
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
  await attempt.connection.prune({ ...(await workOf(attempt, desired)), touches, evict });
  return (await compare(attempt, { desired, leftAlone, isBefore: false })) ?? { end: 'done' };
}

/** What differs on the platform from what was applied, and what this update means to do. */
async function findDrift(
  attempt: Attempt,
  desired: DesiredCampaign,
): Promise<Outcome | { differences: Drift[]; intent: Intent; touches: Touches }> {
  const { connection, session, marker, op } = attempt;
  const { verified } = attempt.publication;
  const intent: Intent = {
    applied: verified === null ? null : connection.share(verified, marker),
    wanted: connection.share(desired, marker),
    overwrite: new Set(op.overwrite),
  };
  const known = await attempt.known();
  if (!known.has('campaign'))
    return { differences: [], intent: { ...intent, applied: null }, touches: () => true };
  await attempt.mark({ step: 'reading what is there' });
  const found = await connection.read({ session, desired: verified ?? desired, marker, known });
  if (found === null) return { end: 'needs_review', error: GONE };
  const ignored = await attempt.ledger.ignored(op);
  const differences = differencesBetween(intent.applied ?? intent.wanted, found, known, ignored);
  return { differences, intent, touches: touchesOf(intent, differences) };
}

/** Activates the objects that this update has made, and those whose stop a person has put back. */
async function activateNew(
  attempt: Attempt,
  { wanted }: Intent,
  putBack: readonly Drift[],
): Promise<Outcome | null> {
  const keys = new Set(wanted.map(({ key }) => key));
  const restored = new Set(
    putBack.filter(({ applied }) => applied === 'active').map(({ objectKey }) => objectKey),
  );
  const objects = livingObjects(await attempt.ledger.objects(attempt.op)).filter(
    ({ key, state }) =>
      restored.has(key) || (keys.has(key) && (state === 'created' || state === 'activating')),
  );
  if (objects.length === 0) return null;
  const outcome = await activateAll(attempt, new Set(objects.map(({ key }) => key)));
  return outcome.end === 'done' && !outcome.superseded ? null : outcome;
}

async function workOf(attempt: Attempt, desired: DesiredCampaign) {
  const { session, marker, recordCreation } = attempt;
  return { session, desired, marker, known: await attempt.known(), record: recordCreation };
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
  touches: Touches | null,
): Promise<Outcome | null> {
  const { connection } = attempt;
  const wait = touches === null ? await settleDoubt(attempt, desired) : null;
  if (wait) return wait;
  await attempt.mark({ step: 'making what is missing', doubt: 'begin', emptySearches: 0 });
  const work = await workOf(attempt, desired);
  try {
    if (touches !== null && work.known.has('campaign')) await connection.update({ ...work, touches });
    else await connection.create(work);
  } catch (error) {
    if (error instanceof VendorFailure && !error.leavesDoubt)
      await attempt.mark({ step: 'refused', doubt: 'end' });
    throw error;
  }
  await attempt.mark({ step: 'made', doubt: 'end' });
  return null;
}

type Comparison = {
  desired: DesiredCampaign;
  /** Ids of differences that were there before and are not touched. */
  leftAlone: ReadonlySet<string>;
  /** Before what is new serves, what serves and how much may be spent is not yet as it will be. */
  isBefore: boolean;
};

/** Reads the campaign back from the platform; null when it is the desired one, but for what is left alone. */
async function compare(
  attempt: Attempt,
  { desired, leftAlone, isBefore }: Comparison,
): Promise<Outcome | null> {
  await attempt.mark({ step: 'reading back' });
  const { connection, session, marker, op } = attempt;
  const known = await attempt.known();
  const found = await connection.read({ session, desired, marker, known });
  if (found === null) return { end: 'needs_review', error: GONE };
  const differences = differencesBetween(connection.share(desired, marker), found, known).filter(
    ({ id, kind, field }) =>
      kind !== 'foreign' &&
      !leftAlone.has(id) &&
      !(isBefore && (field === 'status' || field === 'dailyMicros')),
  );
  const isLag = differences.length > 0 && differences.every(({ field }) => field === 'status');
  const again = isLag ? lookAgain(op) : null;
  if (again) return again;
  return mismatchOutcome(
    differences.map(({ path, objectKey, applied, found: have }) => ({
      path: path || objectKey,
      wanted: applied,
      found: have,
    })),
  );
}

function desiredOf({ op }: Attempt): DesiredCampaign {
  if (op.desired === null) throw new Error(`op ${op.id} has no desired campaign`);
  return op.desired;
}
