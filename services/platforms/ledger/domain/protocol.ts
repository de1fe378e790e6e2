import type { DriftWay, LeftAsFound } from '../../../../contracts/platforms/drift.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import { connectAgain } from '../../../../rules/connect-again.ts';
import type { HeldLimit } from './limit.ts';
import type { Op } from './op.ts';

/** After this many attempts without success a step needs a review. */
export const MAX_SETBACKS = 20;
/** When a platform has limited the rate for this long, the step needs a review. */
const MAX_RATE_LIMITED_MS = 24 * HOUR_MS;
const MAX_SEARCH_SPACING_MS = MINUTE_MS;
/** The first wait before an attempt is made again, where the setting (`PLATFORM_RETRY_MS`) says nothing else. */
const FIRST_RETRY_MS = SECOND_MS;

export type Problem = { code: string; message: string };

/** How an attempt ends. `later` returns the step to the queue; the other ends are final. */
export type Outcome =
  | { end: 'done'; leftAsFound?: LeftAsFound }
  | { end: 'failed'; error: Problem; reauthorize?: true }
  | { end: 'needs_review'; error: Problem; driftWays?: readonly DriftWay[] }
  | {
      end: 'later';
      delayMs: number;
      step: string;
      setback: boolean;
      error: Problem | null;
      reauthorize?: true;
    };

type Later = Extract<Outcome, { end: 'later' }>;

/** The part of a vendor's failure that decides what happens next; the kinds are those of port.ts. */
export type Failure = {
  kind: 'refused' | 'forbidden' | 'signed-out' | 'not-sent' | 'slow-down' | 'gone' | 'unknown';
  code: string;
  message: string;
  retryAfterMs: number | null;
  /** Whether the request may have taken effect. */
  leavesDoubt: boolean;
};

/** Another step on the same publication. */
export type Neighbour = Pick<Op, 'kind' | 'intentSeq' | 'state' | 'inDoubtSince' | 'activationDoubtSince'> & {
  /** When it last sent what lets something serve; null: never. */
  activatedAt: Date | null;
  /** When it last wrote values to what existed; null: never. */
  changedAt: Date | null;
};

/**
 * Whether a step may begin. Steps on one publication run in the order in which they were requested, with three
 * exceptions: a pause never waits, a removal waits only for steps that create objects, and every step that could make
 * something serve fails when a pause or removal was requested after it.
 */
export function checkStart(
  op: Op,
  neighbours: readonly Neighbour[],
  firstRetryMs: number = FIRST_RETRY_MS,
): 'begin' | Outcome {
  if (op.kind === 'pause') return 'begin';
  if (op.kind !== 'remove' && isSuperseded(op, neighbours)) return { end: 'failed', error: SUPERSEDED };
  const earlier = neighbours.filter(
    ({ intentSeq, state }) => intentSeq < op.intentSeq && (state === 'pending' || state === 'running'),
  );
  const awaited = earlier.filter(
    ({ kind }) => op.kind !== 'remove' || kind === 'publish' || kind === 'update',
  );
  if (awaited.length === 0) return 'begin';
  const step = 'waiting for an earlier step';
  return { end: 'later', delayMs: 2 * firstRetryMs, step, setback: false, error: null };
}

const SUPERSEDED_WORDS = 'A pause or removal was asked for later; what was made until then does not serve.';
export const SUPERSEDED: Problem = { code: 'SUPERSEDED', message: SUPERSEDED_WORDS };

/** Whether a pause or removal was requested after this step. */
export function isSuperseded(
  op: Pick<Op, 'intentSeq'>,
  neighbours: readonly Pick<Neighbour, 'kind' | 'intentSeq'>[],
): boolean {
  return neighbours.some(
    ({ kind, intentSeq }) => intentSeq > op.intentSeq && (kind === 'pause' || kind === 'remove'),
  );
}

/** What an attempt that failed is judged by. */
type FailedAttempt = {
  op: Op;
  failure: Failure;
  error: Problem;
  now: Date;
  quietPeriodMs: number;
  held: HeldLimit | null;
  firstRetryMs: number;
};

/**
 * What follows each kind of failure. A step is repeated where that is safe; it fails where repeating changes nothing, and then
 * nothing of it serves; a person must look where something may be so that should not be.
 */
const AFTER: Readonly<Record<Failure['kind'], (attempt: FailedAttempt) => Outcome>> = {
  refused: endOrReview,
  forbidden: endOrReview,
  'signed-out': ({ error }) => ({ end: 'failed', reauthorize: true, error }),
  'not-sent': (attempt) => unanswered(attempt),
  'slow-down': ({ op, error, now, held, firstRetryMs }) => {
    if (now.getTime() - op.createdAt.getTime() > MAX_RATE_LIMITED_MS) return { end: 'needs_review', error };
    const delayMs = held === null ? backoffMs(op, firstRetryMs) : held.probeAt.getTime() - now.getTime();
    return { ...waitForLimit(held, delayMs), error };
  },
  gone: ({ op, error }) => ({ end: op.kind === 'publish' ? 'failed' : 'needs_review', error }),
  unknown: (attempt) =>
    attempt.failure.leavesDoubt
      ? laterOrReview(attempt, unknownDelay(attempt), 'an answer was lost; looking again')
      : unanswered(attempt),
};

const SIGNED_OUT = 'AD_ACCOUNT_REAUTHORIZE';

/**
 * A vendor's failure as people are told of it: where connecting the ad account again mends it, the sentence says so. A lost sign-in has
 * one code of ours, whatever the vendor calls it.
 */
export function problemOf({ kind, code, message }: Pick<Failure, 'kind' | 'code' | 'message'>): Problem {
  if (kind !== 'signed-out') {
    const advice = kind === 'forbidden' ? connectAgain(code) : null;
    return { code, message: advice === null ? message : `${message} ${advice}` };
  }
  const what =
    code === 'GRANT_MISSING'
      ? 'The ad account is not connected.'
      : 'The ad platform no longer accepts the sign-in of this ad account.';
  return { code: SIGNED_OUT, message: `${what} ${connectAgain(SIGNED_OUT) ?? ''}` };
}

/** How an attempt ends after a vendor's failure; `held` is the limit with which the platform asked to slow down. */
export function afterFailure(
  op: Op,
  failure: Failure,
  now: Date,
  quietPeriodMs: number,
  held: HeldLimit | null = null,
  firstRetryMs: number = FIRST_RETRY_MS,
): Outcome {
  const error = problemOf(failure);
  return AFTER[failure.kind]({ op, failure, error, now, quietPeriodMs, held, firstRetryMs });
}

/** The wait until a limit ends, in its own words; no setback, because the step did nothing wrong. */
export function waitForLimit(limit: HeldLimit | null, delayMs: number): Later {
  const step = limit?.sentence ?? 'the platform asks to slow down';
  return { end: 'later', delayMs, step, setback: false, error: null };
}

/** A refusal ends the step; when it was to stop something, that may go on, so a person must look. */
function endOrReview({ op, error }: FailedAttempt): Outcome {
  return { end: op.kind === 'pause' || op.kind === 'remove' ? 'needs_review' : 'failed', error };
}

/** Nothing was changed, so the same is done again a little later. */
function unanswered(attempt: FailedAttempt): Outcome {
  const delayMs = attempt.failure.retryAfterMs ?? backoffMs(attempt.op, attempt.firstRetryMs);
  return laterOrReview(attempt, delayMs, 'the platform does not answer');
}

/** The wait after a lost answer: the quiet period before objects are created again; less for changes by id. */
function unknownDelay({ op, quietPeriodMs, firstRetryMs }: FailedAttempt): number {
  return op.kind === 'publish' || op.kind === 'update' ? quietPeriodMs : backoffMs(op, firstRetryMs);
}

function laterOrReview({ op, error }: FailedAttempt, delayMs: number, step: string): Outcome {
  return op.setbacks >= MAX_SETBACKS
    ? { end: 'needs_review', error }
    : { end: 'later', delayMs, step, setback: true, error };
}

/** 1, 2, 4 … times the first wait, five minutes at most. */
export function backoffMs({ setbacks }: Pick<Op, 'setbacks'>, firstRetryMs: number = FIRST_RETRY_MS): number {
  return Math.min(5 * MINUTE_MS, firstRetryMs * 2 ** Math.min(10, Math.max(0, setbacks - 1)));
}

/** Whether too many attempts at a step have ended without success. A pause goes on until it is proved. */
export function isExhausted({ kind, setbacks }: Pick<Op, 'kind' | 'setbacks'>): boolean {
  return kind !== 'pause' && setbacks > MAX_SETBACKS;
}

export const EXHAUSTED: Outcome = {
  end: 'needs_review',
  error: { code: 'ATTEMPTS_EXHAUSTED', message: 'The step did not come to an end in 20 attempts.' },
};

/** How long and how often a platform must be searched before an object is created again. */
export type SearchRule = { quietPeriodMs: number; emptySearchesBeforeRecreate: number };
export type Search = 'none' | 'now' | { waitMs: number };

/**
 * Whether to search before creating objects: only where an answer was lost, and after the quiet period. What was answered is in the
 * ledger, and what else is there is not ours.
 */
export function searchFirst(op: Op, rule: SearchRule, now: Date): Search {
  if (op.inDoubtSince === null) return 'none';
  const quietUntil = op.inDoubtSince.getTime() + rule.quietPeriodMs;
  return quietUntil > now.getTime() ? { waitMs: quietUntil - now.getTime() } : 'now';
}

/**
 * What a search in doubt proves. When no object is missing, the doubt is settled. When the search found a new object,
 * more may appear, so the empty searches are counted from 0 again. After enough empty searches, the missing objects
 * were never created, and the doubt is settled too.
 */
export function afterSearch(
  op: Op,
  rule: SearchRule,
  search: { missing: number; adopted: number },
): { settled: true } | { settled: false; emptySearches: number; waitMs: number } {
  if (op.inDoubtSince === null || search.missing === 0) return { settled: true };
  const emptySearches = search.adopted > 0 ? 0 : op.emptySearches + 1;
  if (emptySearches >= rule.emptySearchesBeforeRecreate) return { settled: true };
  return { settled: false, emptySearches, waitMs: Math.min(rule.quietPeriodMs, MAX_SEARCH_SPACING_MS) };
}

/** Whether an earlier step on the publication ended in doubt about the objects that it had created. */
export function inheritsDoubt(op: Op, neighbours: readonly Neighbour[]): boolean {
  return (
    op.inDoubtSince === null &&
    neighbours.some(({ intentSeq, inDoubtSince }) => intentSeq < op.intentSeq && inDoubtSince !== null)
  );
}

/**
 * How much longer a write of another step may still take effect, in milliseconds; 0 when none can. One that was answered may be
 * delivered once more, as late as one whose answer was lost.
 */
export function lateEffectMs(
  neighbours: readonly Neighbour[],
  sent: 'inDoubtSince' | 'activationDoubtSince' | 'activatedAt' | 'changedAt',
  settleMs: number,
  now: Date,
): number {
  const since = neighbours.flatMap((neighbour) => neighbour[sent]?.getTime() ?? []);
  return Math.max(0, ...since.map((at) => at + settleMs - now.getTime()));
}

/** A wait that the protocol requires; it does not count as a setback. */
export function waitInDoubt(delayMs: number): Outcome {
  const step = 'an answer was lost; making sure that nothing is made twice';
  return { end: 'later', delayMs, step, setback: false, error: null };
}
