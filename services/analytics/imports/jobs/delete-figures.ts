import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** Deletes figures, or says what that would change. The facts, the entry and the end of the job are one transaction. */
export function deleteFiguresJob({ deletions, clock }: AnalyticsDeps) {
  return worker(jobs.deleteFigures, async function deleteFigures({ job }) {
    const { organizationId, importId } = job.payload;
    await deletions.carryOut(organizationId, importId, clock(), (tx) => job.complete(tx));
  });
}
