import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { livingObjects } from '../domain/op.ts';
import { inheritsDoubt, mismatchOutcome, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { searchBeforeMaking } from './search.ts';
import { activateAll } from './serve.ts';

/** publish: everything exists once, is what was approved, and nothing serves. */
export async function publish(attempt: Attempt): Promise<Outcome> {
  const { op, publication } = attempt;
  const desired = desiredOf(attempt);
  const objects = livingObjects(await attempt.ledger.objects(op));
  const continues = publication.verified !== null || objects.some(({ opId }) => opId !== op.id);
  const wait = await make(attempt, desired, continues ? 'update' : 'create');
  return wait ?? (await compare(attempt, desired)) ?? { end: 'done' };
}

/** update: what exists becomes the desired campaign; what is new serves only if the campaign serves. */
export async function update(attempt: Attempt): Promise<Outcome> {
  const desired = desiredOf(attempt);
  const serves = (await attempt.ledger.objects(attempt.op)).some(
    ({ key, state }) => key === 'campaign' && (state === 'active' || state === 'activating'),
  );
  const wait = await make(attempt, desired, 'update');
  if (wait) return wait;
  const mismatch = await compare(attempt, desired);
  if (mismatch || !serves) return mismatch ?? { end: 'done' };
  return activateAll(attempt);
}

/**
 * Makes what is missing, with the doubt written down before the first call and taken back after the last answer. Null when
 * all is made; an outcome when an earlier attempt's answer must be waited for first.
 */
async function make(
  attempt: Attempt,
  desired: DesiredCampaign,
  how: 'create' | 'update',
): Promise<Outcome | null> {
  const { connection, session, marker, recordMade } = attempt;
  await attempt.ledger.plan(attempt.op, connection.plan(desired), attempt.now());
  if (inheritsDoubt(attempt.op, attempt.publication.neighbours))
    await attempt.mark({ step: 'an earlier step ended in doubt', doubt: 'begin', emptySearches: 0 });
  const wait = await searchBeforeMaking(attempt, desired);
  if (wait) return waitInDoubt(wait.waitMs);
  await attempt.mark({ step: 'making what is missing', doubt: 'begin', emptySearches: 0 });
  const known = await attempt.known();
  const work = { session, desired, marker, known, record: recordMade };
  try {
    if (how === 'update' && known.has('campaign')) await connection.update(work);
    else await connection.create(work);
  } catch (error) {
    if (error instanceof VendorFailure && error.kind !== 'unknown')
      await attempt.mark({ step: 'refused', doubt: 'end' });
    throw error;
  }
  await attempt.mark({ step: 'made', doubt: 'end' });
  return null;
}

/** Reads back what the platform holds; null when it is the desired campaign. */
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
