import { backoffMs, type Outcome } from '../domain/protocol.ts';
import { CANCELLED } from '../domain/stopping.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { searchBeforeCreating } from './search.ts';
import { undo } from './undo.ts';

/** After so many attempts that did not learn what is there, people are told. */
const TRIES = 3;

/**
 * Ends a step that people cancelled. What a first publication made although its answer was lost is looked for until that is settled,
 * and removed with everything else, so that nothing stays on the platform of which nobody knows. Where the platform does not say
 * what is there, people are told that something may be.
 */
export async function endCancelled(attempt: Attempt): Promise<Outcome> {
  const { op } = attempt;
  try {
    const wait = await settleCreation(attempt);
    if (wait !== null) return later(wait);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    return op.setbacks <= TRIES
      ? { ...later(backoffMs(op, attempt.firstRetryMs)), setback: true }
      : unknown(error);
  }
  return undo(attempt, { end: 'failed', error: CANCELLED });
}

/** How long to wait before the next look, in ms; null when everything that was made is known. */
async function settleCreation(attempt: Attempt): Promise<number | null> {
  const { op } = attempt;
  if (op.kind !== 'publish' || op.inDoubtSince === null || op.desired === null) return null;
  const wait = await searchBeforeCreating(attempt, op.desired);
  if (wait !== null) return wait.waitMs;
  await attempt.mark({ step: 'cancelled; what was made is known', doubt: 'end' });
  return null;
}

const later = (delayMs: number) => ({
  end: 'later' as const,
  delayMs,
  step: 'cancelled; looking for what was made',
  setback: false,
  error: null,
});

const unknown = ({ message }: VendorFailure): Outcome => ({
  end: 'needs_review',
  error: {
    code: 'CANCELLED_IN_DOUBT',
    message: `It was cancelled while an answer was out. Something of it may be on the platform, paused; it could not be looked for (${message})`,
  },
});
