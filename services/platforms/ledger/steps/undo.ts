import { livingObjects } from '../domain/op.ts';
import type { Outcome } from '../domain/protocol.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';

type Failed = Extract<Outcome, { end: 'failed' }>;

/**
 * Best effort after a refusal: a first publication leaves nothing behind, an activation leaves nothing serving. What
 * could not be undone is said.
 */
export async function undo(attempt: Attempt, failed: Failed): Promise<Outcome> {
  if (failed.reauthorize) return failed;
  const { op } = attempt;
  if (op.kind === 'resume') return pauseAgain(attempt, failed);
  const objects = livingObjects(await attempt.ledger.objects(op));
  const first = attempt.publication.verified === null && objects.every(({ opId }) => opId === op.id);
  return op.kind === 'publish' && first && objects.length > 0 ? cleanUp(attempt, failed) : failed;
}

async function cleanUp(attempt: Attempt, failed: Failed): Promise<Outcome> {
  const { connection, session } = attempt;
  try {
    await attempt.mark({ step: 'removing what was made' });
    await connection.remove(session, await attempt.known(), attempt.record);
    return failed;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const message = `${failed.error.message} What was made before is still there, paused, and does not serve.`;
    return { ...failed, error: { ...failed.error, message } };
  }
}

async function pauseAgain(attempt: Attempt, failed: Failed): Promise<Outcome> {
  const { connection, session } = attempt;
  try {
    await attempt.mark({ step: 'pausing again' });
    await connection.pause(session, await attempt.known(), attempt.record);
    return failed;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const message = `${failed.error.message} It could not be paused again (${error.message})`;
    return { end: 'needs_review', error: { ...failed.error, message } };
  }
}
