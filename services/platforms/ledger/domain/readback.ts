import { firstOf } from '../../../../lib/listing.ts';
import { changedField, objectWords, type Told } from './drift-words.ts';
import type { Op } from './op.ts';
import { backoffMs, MAX_SETBACKS, type Outcome, type Problem } from './protocol.ts';
import { pairWords, setWords } from './value-words.ts';

/** The campaign was removed outside of this product, as a search has confirmed: nothing of it serves. */
export const GONE: Problem = {
  code: 'PLATFORM_OBJECT_GONE',
  message: 'The campaign was removed on the platform. It can be published anew.',
};

/** The step of a resume that has activated everything, and of its further attempts. */
export const READING_BACK = 'reading back that it serves';

/** The platform does not show yet that something serves: it is looked for again; null when that was done often enough. */
export function lookAgain(op: Pick<Op, 'setbacks'>, firstRetryMs?: number): Outcome | null {
  if (op.setbacks >= MAX_SETBACKS) return null;
  return {
    end: 'later',
    delayMs: backoffMs(op, firstRetryMs),
    step: READING_BACK,
    setback: true,
    error: null,
  };
}

/** Asks for a review when the platform differs from what was approved; null when it does not differ. */
export function mismatchOutcome(mismatches: readonly Told[]): Outcome | null {
  if (mismatches.length === 0) return null;
  const differences = mismatches.map((mismatch) => {
    const { kind, path, applied, found } = mismatch;
    const what = objectWords(mismatch);
    if (kind === 'missing') return `${what} is not there`;
    const field = changedField(path) ?? 'its content';
    const set = setWords(applied, found, mismatch.parts);
    if (set !== null) return `${what}: ${field} is not as wanted (${set})`;
    const [wanted, is] = pairWords(applied, found, path);
    return `${what}: ${field}: wanted ${wanted}, found ${is}`;
  });
  return {
    end: 'needs_review',
    error: {
      code: 'PLATFORM_MISMATCH',
      message: `The platform holds something else: ${firstOf(differences, 5, '; ')}.`,
    },
  };
}
