import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import type { Op } from './op.ts';

/** After this many attempts without success a step needs a review. */
export const MAX_SETBACKS = 20;
/** When a platform has limited the rate for this long, the step needs a review. */
const MAX_RATE_LIMITED_MS = 24 * HOUR_MS;
const MAX_SEARCH_SPACING_MS = MINUTE_MS;
const ORDER_WAIT_MS = 2 * SECOND_MS;

export type Problem = { code: string; message: string };

/** How an attempt ends. `later` returns the step to the queue; the other ends are final. */
export type Outcome =
  | { end: 'done' }
  | { end: 'failed'; error: Problem; reauthorize?: true }
  | { end: 'needs_review'; error: Problem }
  | { end: 'later'; delayMs: number; step: string; setback: boolean; error: Problem | null };

/** The part of a vendor's failure that decides what happens next. */
export type Failure = {
  kind: 'auth' | 'rate-limited' | 'rejected' | 'unavailable' | 'not-found' | 'unknown';
  code: string;
  message: string;
  retryAfterMs: number | null;
};

/** Another step on the same publication. */
export type Neighbour = Pick<Op, 'kind' | 'intentSeq' | 'state' | 'inDoubtSince' | 'activationDoubtSince'>;

/**
 * Whether a step may begin. Steps on one publication run in the order in which they were requested, with three
 * exceptions: a pause never waits, a removal waits only for steps that create objects, and a resume fails when a pause
 * or removal was requested after it.
 */
export function checkStart(op: Op, neighbours: readonly Neighbour[]): 'begin' | Outcome {
  if (op.kind === 'pause') return 'begin';
  if (op.kind === 'resume' && isSuperseded(op, neighbours)) return { end: 'failed', error: SUPERSEDED };
  const earlier = neighbours.filter(
    ({ intentSeq, state }) => intentSeq < op.intentSeq && (state === 'pending' || state === 'running'),
  );
  const awaited = earlier.filter(
    ({ kind }) => op.kind !== 'remove' || kind === 'publish' || kind === 'update',
  );
  if (awaited.length === 0) return 'begin';
  const step = 'waiting for an earlier step';
  return { end: 'later', delayMs: ORDER_WAIT_MS, step, setback: false, error: null };
}

const SUPERSEDED: Problem = { code: 'SUPERSEDED', message: 'A pause or removal was asked for later.' };

/** Whether a pause or removal was requested after this step. */
export function isSuperseded(
  op: Pick<Op, 'intentSeq'>,
  neighbours: readonly Pick<Neighbour, 'kind' | 'intentSeq'>[],
): boolean {
  return neighbours.some(
    ({ kind, intentSeq }) => intentSeq > op.intentSeq && (kind === 'pause' || kind === 'remove'),
  );
}

/**
 * How an attempt ends after a vendor's failure: it is repeated later where that is safe, or it fails, or a person must
 * review it.
 */
export function afterFailure(op: Op, failure: Failure, now: Date, quietPeriodMs: number): Outcome {
  const error = { code: failure.code, message: failure.message };
  switch (failure.kind) {
    case 'rejected':
      return { end: 'failed', error };
    case 'auth':
      return {
        end: 'failed',
        reauthorize: true,
        error: {
          code: 'AD_ACCOUNT_REAUTHORIZE',
          message: 'The ad platform no longer accepts the sign-in of this ad account; connect it again.',
        },
      };
    case 'not-found':
      return op.kind === 'publish' ? { end: 'failed', error } : { end: 'needs_review', error };
    case 'rate-limited': {
      const step = 'the platform asks to slow down';
      if (now.getTime() - op.createdAt.getTime() > MAX_RATE_LIMITED_MS) return { end: 'needs_review', error };
      return { end: 'later', delayMs: failure.retryAfterMs ?? backoffMs(op), step, setback: false, error };
    }
    case 'unavailable':
      return laterOrReview(op, error, failure.retryAfterMs ?? backoffMs(op), 'the platform does not answer');
    case 'unknown':
      return laterOrReview(op, error, unknownDelay(op, quietPeriodMs), 'an answer was lost; looking again');
  }
}

/**
 * The wait after a lost answer: the quiet period before objects are created again; less for changes by id, which do no
 * harm twice.
 */
function unknownDelay(op: Op, quietPeriodMs: number): number {
  return op.kind === 'publish' || op.kind === 'update' ? quietPeriodMs : backoffMs(op);
}

function laterOrReview(op: Op, error: Problem, delayMs: number, step: string): Outcome {
  return op.setbacks >= MAX_SETBACKS
    ? { end: 'needs_review', error }
    : { end: 'later', delayMs, step, setback: true, error };
}

/** 1, 2, 4 … seconds, five minutes at most. */
export function backoffMs({ setbacks }: Pick<Op, 'setbacks'>): number {
  return Math.min(5 * MINUTE_MS, SECOND_MS * 2 ** Math.min(10, Math.max(0, setbacks - 1)));
}

/** Whether too many attempts at a step have ended without success. */
export function isExhausted({ setbacks }: Pick<Op, 'setbacks'>): boolean {
  return setbacks > MAX_SETBACKS;
}

export const EXHAUSTED: Outcome = {
  end: 'needs_review',
  error: { code: 'ATTEMPTS_EXHAUSTED', message: 'The step did not come to an end in 20 attempts.' },
};

/** How long and how often a platform must be searched before an object is created again. */
export type SearchRule = { quietPeriodMs: number; emptySearchesBeforeRecreate: number };
export type Search = 'none' | 'now' | { waitMs: number };

/**
 * Whether to search before creating objects: on every attempt but the first, and in doubt only after the quiet period.
 */
export function searchFirst(op: Op, rule: SearchRule, now: Date): Search {
  if (op.inDoubtSince === null) return op.attempt > 1 ? 'now' : 'none';
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

/** How much longer a lost answer of another step may still take effect, in milliseconds; 0 when none can. */
export function lateEffectMs(
  neighbours: readonly Neighbour[],
  doubt: 'inDoubtSince' | 'activationDoubtSince',
  settleMs: number,
  now: Date,
): number {
  const since = neighbours.flatMap((neighbour) => neighbour[doubt]?.getTime() ?? []);
  return Math.max(0, ...since.map((at) => at + settleMs - now.getTime()));
}

/** A wait that the protocol requires; it does not count as a setback. */
export function waitInDoubt(delayMs: number): Outcome {
  const step = 'an answer was lost; making sure that nothing is made twice';
  return { end: 'later', delayMs, step, setback: false, error: null };
}

/** Asks for a review when the platform differs from what was approved; null when it does not differ. */
export function mismatchOutcome(
  mismatches: readonly { path: string; wanted: unknown; found: unknown }[],
): Outcome | null {
  if (mismatches.length === 0) return null;
  const differences = mismatches
    .slice(0, 5)
    .map(({ path, wanted, found }) => `${path}: wanted ${show(wanted)}, found ${show(found)}`)
    .join('; ');
  const more = mismatches.length > 5 ? ` (and ${mismatches.length - 5} more)` : '';
  return {
    end: 'needs_review',
    error: {
      code: 'PLATFORM_MISMATCH',
      message: `The platform holds something else: ${differences}${more}.`,
    },
  };
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
