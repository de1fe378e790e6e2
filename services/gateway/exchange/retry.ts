import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import { neverDispatched } from '../../../mixins/wire-errors.ts';

const RETRY_FOR_MS = 2_000;
const RETRY_PAUSE_MS = 100;

/**
 * A `call` that repeats a call for two seconds while no node can take it. Such a call was not sent, so nothing can
 * happen twice. Any other failure is thrown at once.
 */
export function withRetry(call: Call, pause: (ms: number) => Promise<void> = wait): Call {
  return async (contract, params, options) => {
    const deadline = Date.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        return await call(contract, params, options);
      } catch (error) {
        const cause = error instanceof AppError ? error.cause : error;
        if (!neverDispatched(cause) || Date.now() + RETRY_PAUSE_MS > deadline) throw error;
        await pause(RETRY_PAUSE_MS);
      }
    }
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
