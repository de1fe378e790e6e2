import { holdLimit, limitWaitMs, type HeldLimit } from '../domain/limit.ts';
import { waitForLimit, type Outcome } from '../domain/protocol.ts';
import type { PlatformsDeps } from '../../deps.ts';
import type { Op } from '../domain/op.ts';
import { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';

/** A pause is sent although a limit holds: what must stop is not kept waiting, and the platform may take it. */
const isUrgent = ({ op }: Attempt): boolean => op.kind === 'pause';

/** The wait of a step for the limits of its ad account, the longest first; null when it may ask the platform. */
export async function limitWait(attempt: Attempt, [longest]: readonly HeldLimit[]): Promise<Outcome | null> {
  if (longest === undefined) return null;
  const isEarliest = await attempt.limits.isEarliest(attempt.op);
  const delayMs = limitWaitMs(longest, { urgent: isUrgent(attempt), isEarliest }, attempt.now());
  return delayMs > 0 ? waitForLimit(longest, delayMs) : null;
}

type Account = Pick<Op, 'organizationId' | 'adAccountId' | 'platform'>;
type Limits = Pick<PlatformsDeps, 'limits' | 'clock'>;

/**
 * The platform has answered a call: limits that it was asked about are over, for everybody whom they concern. What an urgent step
 * was told while a limit holds says nothing about it.
 */
async function noteAnswer(
  { limits, clock }: Limits,
  account: Account & { id?: string },
  known: readonly HeldLimit[],
): Promise<void> {
  const isAsked = known.some(({ probeAt }) => probeAt <= clock());
  if (isAsked) await limits.lift(account, account.id ?? null, clock());
}

/** The same for a step. */
export const noteStepAnswer = ({ limits, now, op }: Attempt, known: readonly HeldLimit[]): Promise<void> =>
  noteAnswer({ limits, clock: now }, op, known);

/**
 * Saves the limit that the platform has named, and answers it; any other answer of the platform's own ends those it was asked
 * about.
 */
export async function noteFailure(
  attempt: Attempt,
  known: readonly HeldLimit[],
  failure: VendorFailure,
): Promise<HeldLimit | null> {
  switch (failure.kind) {
    case 'slow-down':
      return holdNamed({ limits: attempt.limits, clock: attempt.now }, attempt.op, known, failure);
    case 'refused':
    case 'forbidden':
    case 'gone':
      await noteStepAnswer(attempt, known);
      await attempt.account.accepted();
      return null;
    case 'signed-out':
    case 'not-sent':
    case 'unknown':
      return null;
  }
}

/** Keeps a limit. It is asked about less and less often while the platform says the same of the same scope. */
async function holdNamed(
  { limits, clock }: Limits,
  account: Account,
  known: readonly HeldLimit[],
  failure: VendorFailure,
): Promise<HeldLimit> {
  const scope = failure.limit?.scope ?? 'account';
  const strikes = known.find((limit) => limit.scope === scope)?.strikes ?? 0;
  const held = holdLimit(account, failure, strikes, clock());
  await limits.hold(account, held, clock());
  return held;
}

/**
 * Reads from a platform outside a step, under the limits of the ad account: nothing is asked while one holds, one that is met is
 * kept for the steps too, and an answer ends those that it was asked about.
 * @throws VendorFailure `slow-down` with the limit in people's words
 */
export async function readUnderLimit<Result>(
  deps: Limits,
  account: Account,
  read: () => Promise<Result>,
): Promise<Result> {
  const known = await deps.limits.find(account);
  const [limit] = known;
  if (limit !== undefined && limit.probeAt > deps.clock())
    throw new VendorFailure('slow-down', limit.code, limit.sentence, { effect: 'read', limit });
  try {
    const result = await read();
    await noteAnswer(deps, account, known);
    return result;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'slow-down')
      await holdNamed(deps, account, known, error);
    throw error;
  }
}
