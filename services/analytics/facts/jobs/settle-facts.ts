import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../../../contracts/jobs.ts';
import { AppError } from '../../../../lib/errors.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** How many waiting facts one transaction saves: it holds the organisation for some ten milliseconds. */
const SLICE = 1_000;
const BUSY_MS = 200;

/**
 * Saves the facts that were accepted while somebody else wrote the organisation's, in the order in which they came. What
 * cannot be saved is narrowed down to single facts, which are set aside.
 */
export function settleFacts({ facts, database }: AnalyticsDeps) {
  return worker(jobs.settleFacts, async function settleFacts({ job, logger }) {
    const { organizationId } = job.payload;
    for (let count = SLICE; count > 0;) {
      try {
        const taken = await facts.settle(organizationId, count);
        if (taken === null) await sleep(BUSY_MS, undefined, { signal: job.signal });
        count = taken === 0 ? 0 : SLICE;
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'REQUEST_INVALID')) throw error;
        if (count === 1) {
          logger.error({ organizationId, err: error }, 'a fact that was accepted cannot be saved');
          await facts.refuseNext(organizationId, error.public.errors?.[0]?.code ?? error.code);
        }
        count = Math.ceil(count / 2);
      }
    }
    await database.transaction((tx) => job.complete(tx));
  });
}
