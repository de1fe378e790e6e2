import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { livingObjects } from '../domain/op.ts';
import { inheritsDoubt, mismatched, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { lookAgain } from './search.ts';
import { activateAll } from './serve.ts';

/** publish: everything exists once, is what was approved, and nothing serves. */
export async function publish(attempt: Attempt): Promise<Outcome> {
  const { op, publication } = attempt;
  const desired = wanted(attempt);
  const objects = livingObjects(await attempt.ledger.objects(op));
  const continues = publication.verified !== null || objects.some(({ opId }) => opId !== op.id);
  const made = await make(attempt, desired, continues ? 'update' : 'create');
  if (made) return made;
  return (await prove(attempt, desired)) ?? { end: 'done' };
}

/** update: what exists becomes the desired campaign; what is new serves only if the campaign serves. */
export async function update(attempt: Attempt): Promise<Outcome> {
  const desired = wanted(attempt);
  const serves = (await attempt.ledger.objects(attempt.op)).some(
    ({ key, state }) => key === 'campaign' && (state === 'active' || state === 'activating'),
  );
  const made = await make(attempt, desired, 'update');
  if (made) return made;
  const mismatch = await prove(attempt, desired);
  if (mismatch || !serves) return mismatch ?? { end: 'done' };
  return activateAll(attempt);
}

/** Makes what is missing, with the doubt written down before the first call and taken back after the last answer. */
async function make(
  attempt: Attempt,
  desired: DesiredCampaign,
  how: 'create' | 'update',
): Promise<Outcome | null> {
  const { connection, session, marker, recordMade } = attempt;
  await attempt.ledger.plan(attempt.op, connection.plan(desired), attempt.now());
  if (inheritsDoubt(attempt.op, attempt.publication.neighbours))
    await attempt.mark({ step: 'an earlier step ended in doubt', doubt: 'begin', emptySearches: 0 });
  const wait = await lookAgain(attempt, desired);
  if (wait) return waitInDoubt(wait.waitMs);
  await attempt.mark({ step: 'making what is missing', doubt: 'begin', emptySearches: 0 });
  const known = await attempt.known();
  const request = [session, desired, marker, known, recordMade] as const;
  try {
    if (how === 'update' && known.has('campaign')) await connection.update(...request);
    else await connection.create(...request);
  } catch (error) {
    if (error instanceof VendorFailure && error.kind !== 'unknown')
      await attempt.mark({ step: 'refused', doubt: 'end' });
    throw error;
  }
  await attempt.mark({ step: 'made', doubt: 'end' });
  return null;
}

/** Reads back what the platform holds; null when it is the desired campaign. */
async function prove(attempt: Attempt, desired: DesiredCampaign): Promise<Outcome | null> {
  await attempt.mark({ step: 'reading back' });
  const { connection, session, marker } = attempt;
  return mismatched(await connection.verify(session, desired, marker, await attempt.known()));
}

function wanted({ op }: Attempt): DesiredCampaign {
  if (op.desired === null) throw new Error(`op ${op.id} wants nothing`);
  return op.desired;
}
