import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import { neverDispatched } from '../../../mixins/wire-errors.ts';

const RETRY_FOR_MS = 2_000;
const RETRY_PAUSE_MS = 100;

/**
 * A `call` that tries again for two seconds when no node could take the call: nothing was sent, so nothing can happen
 * twice. Every other failure is passed on at once.
 */
export function patient(call: Call, pause: (ms: number) => Promise<void> = wait): Call {
  return async (contract, params, options) => {
    const until = Date.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        return await call(contract, params, options);
      } catch (error) {
        const cause = error instanceof AppError ? error.cause : error;
        if (!neverDispatched(cause) || Date.now() + RETRY_PAUSE_MS > until) throw error;
        await pause(RETRY_PAUSE_MS);
      }
    }
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
