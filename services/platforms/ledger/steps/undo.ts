import { livingObjects, type LedgerObject } from '../domain/op.ts';
import type { Outcome } from '../domain/protocol.ts';
import { CANCELLED, PAUSED_BUT, settleWaitMs } from '../domain/stopping.ts';
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

/** Whether the campaign was asked to serve: the intent is saved before it is asked. */
const mayServe = (objects: readonly LedgerObject[]): boolean =>
  objects.some(({ key, state }) => key === 'campaign' && (state === 'activating' || state === 'active'));

const NOTHING_ACTIVATED: Failure = {
  end: 'failed',
  error: { ...CANCELLED, message: 'It was cancelled before anything was activated; it stays as it was.' },
};

/** The wait for an activation of a cancelled step whose answer was lost; null when none can land any more. */
function untilSettled({ op, settleMs, now, pauseAgainMs }: Attempt): Outcome | null {
  if (op.cancelledAt === null) return null;
  const own = { ...op, state: 'pending' as const, activatedAt: null, changedAt: null };
  const delayMs = settleWaitMs([own], settleMs, now(), pauseAgainMs);
  return delayMs === null ? null : { end: 'later', delayMs, step: PAUSED_BUT, setback: false, error: null };
}

/**
 * Pauses what a resume may have activated. Where it never asked for the campaign itself, nothing of it can serve, and the platform is not
 * asked. After a cancellation it is paused again until no activation can land any more.
 */
async function pauseAgain(attempt: Attempt, failure: Failure): Promise<Outcome> {
  const objects = livingObjects(await attempt.ledger.objects(attempt.op));
  if (!mayServe(objects)) return failure.error.code === CANCELLED.code ? NOTHING_ACTIVATED : failure;
  try {
    await attempt.mark({ step: 'pausing again' });
    await attempt.connection.pause(await attempt.stopWork());
    const wait = untilSettled(attempt);
    if (wait !== null) return wait;
    await attempt.mark({ step: 'paused again', activation: 'end' });
    for (const object of livingObjects(await attempt.ledger.objects(attempt.op)))
      if (object.state === 'activating') await attempt.record({ ...object, state: 'paused' });
    return failure;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const message = `${failure.error.message} It could not be paused again (${error.message})`;
    return { end: 'needs_review', error: { ...failure.error, message } };
  }
}
