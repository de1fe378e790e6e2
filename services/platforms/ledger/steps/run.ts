import { afterFailure, EXHAUSTED, isExhausted, mayBegin, type Outcome } from '../domain/protocol.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { publish, update } from './publish.ts';
import { pause, remove, resume } from './serve.ts';
import { undo } from './undo.ts';

const STEPS = { publish, update, pause, resume, remove };

/**
 * Takes a step as far as one attempt can and says how it ended. `renew` is tried once when the platform refuses the
 * token. Throws what is not the platform's doing: the job then comes again.
 */
export async function runStep(attempt: Attempt, renew: () => Promise<boolean>): Promise<Outcome> {
  const { op } = attempt;
  if (isExhausted(op)) return EXHAUSTED;
  if (op.notBefore !== null && op.notBefore > attempt.now()) return comeBackLater(attempt, op.notBefore);
  const order = mayBegin(op, attempt.publication.neighbours);
  if (order !== 'begin') return order;
  try {
    return await withRenewal(() => STEPS[op.kind](attempt), renew);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const outcome = afterFailure(attempt.op, error, attempt.now(), attempt.connection.quietPeriodMs);
    return outcome.end === 'failed' ? undo(attempt, outcome) : outcome;
  }
}

function comeBackLater({ op, now }: Attempt, notBefore: Date): Outcome {
  const delayMs = notBefore.getTime() - now().getTime();
  return { end: 'later', delayMs, step: op.step, setback: false, error: null };
}

/** A step continues from the ledger, so after a renewed sign-in it is simply begun again. */
async function withRenewal(step: () => Promise<Outcome>, renew: () => Promise<boolean>): Promise<Outcome> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'auth' || !(await renew())) throw error;
    return step();
  }
}
