import { livingObjects } from '../domain/op.ts';
import type { Outcome } from '../domain/protocol.ts';
import { CANCELLED } from '../domain/stopping.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';

type Failure = Extract<Outcome, { end: 'failed' }>;

/**
 * Undoes the effects of a step that the platform refused, as far as the platform allows: a first publication is
 * removed, and an activation is paused. The outcome says what could not be undone.
 */
export async function undo(attempt: Attempt, failure: Failure): Promise<Outcome> {
  if (failure.reauthorize) return failure;
  const { op } = attempt;
  if (op.kind === 'resume') return pauseAgain(attempt, failure);
  const objects = livingObjects(await attempt.ledger.objects(op));
  const isFirst = attempt.publication.verified === null && objects.every(({ opId }) => opId === op.id);
  // while an answer is out, more may appear than is known; the next step on the publication looks for it
  const isKnown = attempt.op.inDoubtSince === null;
  return op.kind === 'publish' && isFirst && isKnown && objects.length > 0
    ? cleanUp(attempt, failure)
    : failure;
}

async function cleanUp(attempt: Attempt, failure: Failure): Promise<Outcome> {
  try {
    await attempt.mark({ step: 'removing what was made' });
    await attempt.connection.remove(await attempt.stopWork());
    return failure;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const message = `${failure.error.message} What was made before is still there, paused, and does not serve.`;
    // whoever cancels expects that nothing is left
    if (failure.error.code === CANCELLED.code)
      return { end: 'needs_review', error: { code: 'PLATFORM_NOT_REMOVED', message } };
    return { ...failure, error: { ...failure.error, message } };
  }
}

async function pauseAgain(attempt: Attempt, failure: Failure): Promise<Outcome> {
  try {
    await attempt.mark({ step: 'pausing again' });
    await attempt.connection.pause(await attempt.stopWork());
    return failure;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const message = `${failure.error.message} It could not be paused again (${error.message})`;
    return { end: 'needs_review', error: { ...failure.error, message } };
  }
}
