import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** Takes an import back. The facts, the import and the end of the job are one transaction. */
export function undoImportJob({ undo, clock }: AnalyticsDeps) {
  return worker(jobs.undoImport, async function undoImport({ job }) {
    const { organizationId, importId } = job.payload;
    await undo.carryOut(organizationId, importId, clock(), (tx) => job.complete(tx));
  });
}
