import { SECOND_MS } from '../../../../lib/time.ts';
import {
  backoffMs,
  lateEffectMs,
  problemOf,
  type Failure,
  type Neighbour,
  type Outcome,
  type Problem,
} from './protocol.ts';
import type { Op } from './op.ts';

/** How often a pause looks whether an activation that was under way has ended. */
const LOOK_AGAIN_MS = SECOND_MS;
/** The first pause that is made once more, after an activation that may land late, where the setting (`PLATFORM_PAUSE_AGAIN_MS`) says nothing else. */
const FIRST_AGAIN_MS = 5 * SECOND_MS;

/** The operation was cancelled by people before this step had ended. */
export const CANCELLED: Problem = {
  code: 'CANCELLED',
  message: 'The operation was cancelled before this had ended.',
};

/** What a pause says while an earlier activation may still take effect. */
export const PAUSED_BUT = 'paused; an earlier activation may still take effect, so it is paused once more';

/**
 * What follows from a pause whose proof failed, whatever the failure: it is tried again, five minutes apart at most, until
 * it is read back as stopped. A lost sign-in is told to people, and the pause goes through as soon as it is back.
 */
export function afterFailedStop(op: Pick<Op, 'setbacks'>, failure: Failure, firstRetryMs?: number): Outcome {
  const { kind } = failure;
  return {
    end: 'later',
    delayMs: backoffMs(op, firstRetryMs),
    step: 'not proved to be stopped; trying again',
    setback: true,
    error: problemOf(failure),
    ...(kind === 'signed-out' ? { reauthorize: true as const } : {}),
  };
}

/**
 * How long to wait until a pause that was read back as stopped is made once more, because an activation may still take
 * effect; null when none can. One that is under way may end at any moment; one whose answer was lost is waited out, and so is one
 * that was answered shortly before: it may be delivered a second time. Until then the pause is made
 * again and again, each time after as long as has gone by, so that what lands late serves no longer than it was late.
 */
export function settleWaitMs(
  neighbours: readonly Neighbour[],
  settleMs: number,
  now: Date,
  firstAgainMs: number = FIRST_AGAIN_MS,
): number | null {
  const late = Math.max(
    lateEffectMs(neighbours, 'activationDoubtSince', settleMs, now),
    lateEffectMs(neighbours, 'activatedAt', settleMs, now),
  );
  if (late === 0) return null;
  const wait = isActivating(neighbours) ? LOOK_AGAIN_MS : Math.max(firstAgainMs, settleMs - late);
  return Math.min(late, wait);
}

/** Whether an activation on the publication is under way at this moment, as far as the ledger knows. */
export const isActivating = (neighbours: readonly Neighbour[]): boolean =>
  neighbours.some(({ state, activationDoubtSince }) => state === 'running' && activationDoubtSince !== null);
