import { holdLimit, limitWaitMs, type HeldLimit } from '../domain/limit.ts';
import { waitForLimit, type Outcome } from '../domain/protocol.ts';
import type { PlatformsDeps } from '../../deps.ts';
import type { Op } from '../domain/op.ts';
import { VendorFailure } from '../../port.ts';
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

/**
 * Reads from a platform outside a step, under the limits of the ad account: nothing is asked while one holds, and one that is met is
 * kept for the steps too. @throws VendorFailure `slow-down` with the limit in people's words
 */
export async function readUnderLimit<Result>(
  { limits, clock }: Pick<PlatformsDeps, 'limits' | 'clock'>,
  account: Pick<Op, 'organizationId' | 'adAccountId' | 'platform'>,
  read: () => Promise<Result>,
): Promise<Result> {
  const limit = await limits.find(account);
  if (limit !== null && limit.probeAt > clock())
    throw new VendorFailure('slow-down', limit.code, limit.sentence, { effect: 'read', limit });
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'slow-down') throw error;
    await limits.hold(account, holdLimit(account, error, limit?.strikes ?? 0, clock()), clock());
    throw error;
  }
}
