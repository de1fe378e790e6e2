import { holdLimit, limitWaitMs, type HeldLimit } from '../domain/limit.ts';
import { waitForLimit, type Outcome } from '../domain/protocol.ts';
import type { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';

/** A pause is sent although a limit holds: what must stop is not kept waiting, and the platform may take it. */
const isUrgent = ({ op }: Attempt): boolean => op.kind === 'pause';

/** The wait of a step for a limit of its ad account; null when it may ask the platform. */
export async function limitWait(attempt: Attempt, limit: HeldLimit | null): Promise<Outcome | null> {
  if (limit === null) return null;
  const isEarliest = await attempt.limits.isEarliest(attempt.op);
  const delayMs = limitWaitMs(limit, { urgent: isUrgent(attempt), isEarliest }, attempt.now());
  return delayMs > 0 ? waitForLimit(limit, delayMs) : null;
}

/**
 * The platform has answered a step: a limit that it was asked about is over. What an urgent step was told while the limit
 * holds says nothing about the others.
 */
export async function noteAnswer(attempt: Attempt, limit: HeldLimit | null): Promise<void> {
  if (limit !== null && limit.probeAt <= attempt.now()) await attempt.limits.lift(attempt.op, attempt.now());
}

/** Saves the limit that the platform has named, and answers it; any other answer of the platform's own ends a limit. */
export async function noteFailure(
  attempt: Attempt,
  limit: HeldLimit | null,
  failure: VendorFailure,
): Promise<HeldLimit | null> {
  switch (failure.kind) {
    case 'slow-down': {
      const held = holdLimit(attempt.op, failure, limit?.strikes ?? 0, attempt.now());
      await attempt.limits.hold(attempt.op, held, attempt.now());
      return held;
    }
    case 'refused':
    case 'forbidden':
    case 'gone':
      await noteAnswer(attempt, limit);
      return null;
    case 'signed-out':
    case 'not-sent':
    case 'unknown':
      return null;
  }
}
