import { afterFailure, EXHAUSTED, isExhausted, checkStart, type Outcome } from '../domain/protocol.ts';
import { afterFailedStop } from '../domain/stopping.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';
import { endCancelled } from './cancelled.ts';
import { tellMade } from './made.ts';
import { publish, update } from './publish.ts';
import { limitWait, noteFailure, noteStepAnswer } from './limits.ts';
import { resume } from './resume.ts';
import { pause, remove } from './serve.ts';
import { endedByClosing, rereadAccount, refusedByAccount } from './account.ts';
import { refusedByPolicy } from './policy.ts';
import { undo } from './undo.ts';

const STEPS = { publish, update, pause, resume, remove };

/**
 * Works on a step in one attempt and returns how it ended. When the platform accepts the sign-in no more, `renew` is tried once.
 * Errors that are not the platform's are thrown, so that the job is retried.
 */
export async function runStep(attempt: Attempt, renew: () => Promise<boolean>): Promise<Outcome> {
  const { op } = attempt;
  if (op.cancelledAt !== null) return endCancelled(attempt);
  if (isExhausted(op)) return EXHAUSTED;
  if (op.notBefore !== null && op.notBefore > attempt.now()) return postpone(attempt, op.notBefore);
  const order = checkStart(op, attempt.publication.neighbours, attempt.firstRetryMs);
  if (order !== 'begin') return order;
  const limits = await attempt.limits.find(op);
  const wait = await limitWait(attempt, limits);
  if (wait !== null) return wait;
  try {
    const outcome = await withRenewal(() => stepIfAllowed(attempt), renew);
    if (outcome.end !== 'later' && attempt.isAsked()) await noteStepAnswer(attempt, limits);
    if (outcome.end === 'done' && attempt.isAsked()) await attempt.account.accepted();
    return outcome;
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const held = await noteFailure(attempt, limits, error);
    const state = error.kind === 'forbidden' ? await rereadAccount(attempt) : null;
    await attempt.account.refused(error);
    const closed = endedByClosing(op, state);
    if (closed !== null) return closed;
    const refused = await refusedByPolicy(attempt, error);
    if (refused !== null) return undo(attempt, refused);
    if (op.kind === 'pause') return afterFailedStop(attempt.op, error, attempt.firstRetryMs);
    const { quietPeriodMs, firstRetryMs } = attempt;
    const outcome = afterFailure(attempt.op, error, attempt.now(), quietPeriodMs, held, firstRetryMs);
    const told = isChange(attempt) ? await tellMade(attempt, outcome) : outcome;
    return told.end === 'failed' ? undo(attempt, told) : told;
  }
}

/** Whether the step changes what exists already: of a first publication everything is put away again. */
const isChange = ({ op, publication }: Attempt): boolean =>
  (op.kind === 'update' || op.kind === 'publish') && publication.verified !== null;

/** Does the step, unless the ad account is held or may only be looked at: then it fails before anything is made. */
async function stepIfAllowed(attempt: Attempt): Promise<Outcome> {
  return (await refusedByAccount(attempt)) ?? STEPS[attempt.op.kind](attempt);
}

function postpone({ op, now }: Attempt, notBefore: Date): Outcome {
  const delayMs = notBefore.getTime() - now().getTime();
  return { end: 'later', delayMs, step: op.step, setback: false, error: null };
}

/**
 * Runs a step (or a reading), and runs it once more after renewing the token. That is safe, because a step continues from the ledger.
 */
export async function withRenewal<Result>(
  step: () => Promise<Result>,
  renew: () => Promise<boolean>,
): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'signed-out' || !(await renew())) throw error;
    return step();
  }
}
