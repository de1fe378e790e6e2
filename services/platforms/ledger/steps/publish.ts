import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { livingObjects } from '../domain/op.ts';
import { inheritsDoubt, mismatchOutcome, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { searchBeforeCreating } from './search.ts';
import { activateAll } from './serve.ts';

/** Step `publish`: afterwards every object exists once and as approved, and nothing serves. */
export async function publish(attempt: Attempt): Promise<Outcome> {
  const { op, publication } = attempt;
  const desired = desiredOf(attempt);
  const objects = livingObjects(await attempt.ledger.objects(op));
  const isRepublish = publication.verified !== null || objects.some(({ opId }) => opId !== op.id);
  const wait = await createMissing(attempt, desired, isRepublish ? 'update' : 'create');
  return wait ?? (await compare(attempt, desired)) ?? { end: 'done' };
}

/**
 * Step `update`: changes the objects to the desired campaign. New objects are activated only when the campaign serves.
 */
export async function update(attempt: Attempt): Promise<Outcome> {
  const desired = desiredOf(attempt);
  const serves = (await attempt.ledger.objects(attempt.op)).some(
    ({ key, state }) => key === 'campaign' && (state === 'active' || state === 'activating'),
  );
  const wait = await createMissing(attempt, desired, 'update');
  if (wait) return wait;
  const mismatch = await compare(attempt, desired);
  if (mismatch || !serves) return mismatch ?? { end: 'done' };
  return activateAll(attempt);
}

/**
 * Creates the missing objects. The doubt is saved before the first call and cleared after the last answer. Null when
 * all objects exist; an outcome when an earlier attempt is in doubt and must be waited for.
 */
async function createMissing(
  attempt: Attempt,
  desired: DesiredCampaign,
  method: 'create' | 'update',
): Promise<Outcome | null> {
  const { connection, session, marker, recordCreation } = attempt;
  await attempt.ledger.plan(attempt.op, connection.plan(desired), attempt.now());
  if (inheritsDoubt(attempt.op, attempt.publication.neighbours))
    await attempt.mark({ step: 'an earlier step ended in doubt', doubt: 'begin', emptySearches: 0 });
  const wait = await searchBeforeCreating(attempt, desired);
  if (wait) return waitInDoubt(wait.waitMs);
  await attempt.mark({ step: 'making what is missing', doubt: 'begin', emptySearches: 0 });
  const known = await attempt.known();
  const work = { session, desired, marker, known, record: recordCreation };
  try {
    if (method === 'update' && known.has('campaign')) await connection.update(work);
    else await connection.create(work);
  } catch (error) {
    if (error instanceof VendorFailure && !error.leavesDoubt)
      await attempt.mark({ step: 'refused', doubt: 'end' });
    throw error;
  }
  await attempt.mark({ step: 'made', doubt: 'end' });
  return null;
}

/** Reads the campaign back from the platform; null when it is the desired one. */
async function compare(attempt: Attempt, desired: DesiredCampaign): Promise<Outcome | null> {
  await attempt.mark({ step: 'reading back' });
  const { connection, session, marker } = attempt;
  const known = await attempt.known();
  return mismatchOutcome(await connection.verify({ session, desired, marker, known }));
}

function desiredOf({ op }: Attempt): DesiredCampaign {
  if (op.desired === null) throw new Error(`op ${op.id} has no desired campaign`);
  return op.desired;
}
