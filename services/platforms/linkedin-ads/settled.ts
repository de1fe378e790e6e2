import { setTimeout as wait } from 'node:timers/promises';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure } from '../port.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

type Patience = { boundMs: number; signal: AbortSignal | undefined };

/**
 * Repeats a call on one entity while LinkedIn calls the entity gone, for as long as what was just created may not be known
 * everywhere yet. After that it is gone only when a search that answers does not list it.
 * @throws VendorFailure `gone` when that is certain; `unknown` (without a doubt: nothing was done) when the search lists it
 */
export async function whenSettled<Result>(
  attempt: () => Promise<Result>,
  isListed: () => Promise<boolean>,
  patience: Patience,
): Promise<Result> {
  const outcome = await whileFailing(attempt, isGone, patience);
  if (!('failure' in outcome)) return outcome.result;
  const { failure } = outcome;
  if (!(await isListed())) throw failure;
  const message = `${PLATFORM_NAMES['linkedin-ads']} lists an object and says that it does not exist (${failure.message}).`;
  throw new VendorFailure('unknown', 'ANSWERS_DIFFER', message, { effect: 'read', cause: failure });
}

/**
 * Repeats a creation while LinkedIn does not know what the new entity hangs under; nothing was created then.
 * @throws VendorFailure `refused` when it is not known after all
 */
export async function whenParentKnown<Result>(
  attempt: () => Promise<Result>,
  patience: Patience,
): Promise<Result> {
  const outcome = await whileFailing(attempt, isParentUnknown, patience);
  if (!('failure' in outcome)) return outcome.result;
  const { code, message, requestId } = outcome.failure;
  throw new VendorFailure('refused', code, message, { requestId, cause: outcome.failure });
}

const isGone = ({ kind }: VendorFailure): boolean => kind === 'gone';
const isParentUnknown = ({ kind, concerns }: VendorFailure): boolean =>
  kind === 'not-sent' && concerns === 'object';

/** Repeats a call that fails in this way, with longer and longer pauses, until the pauses have added up to the bound. */
async function whileFailing<Result>(
  attempt: () => Promise<Result>,
  failsSo: (failure: VendorFailure) => boolean,
  { boundMs, signal }: Patience,
): Promise<{ result: Result } | { failure: VendorFailure }> {
  for (
    let waited = 0, pause = FIRST_PAUSE_MS;
    ;
    waited += pause, pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  ) {
    try {
      return { result: await attempt() };
    } catch (error) {
      if (!(error instanceof VendorFailure) || !failsSo(error)) throw error;
      if (waited >= boundMs) return { failure: error };
      await wait(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    }
  }
}
