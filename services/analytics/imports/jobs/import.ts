import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { type JobRequest, worker } from '../../../../mixins/jobs.mixin.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { ReadReport } from '../domain/read-report.ts';
import { ownLines } from '../domain/import-lines.ts';
import type { ImportRow } from '../domain/import-view.ts';
import { readInThread } from '../read-in-thread.ts';

/** A file that breaks us is given up sooner than one that waits for a service that is down. */
const RETRIES_AFTER_FAULT = 3;

/** Reads an uploaded file into facts; facts, outcome and the end of the job are one transaction. */
export function importJob(deps: AnalyticsDeps) {
  return worker(jobs.import, async function importFile({ job, callAs }) {
    const { organizationId, importId } = job.payload;
    const file = await deps.imports.get(organizationId, importId);
    if (file.status === 'succeeded' || file.status === 'failed') return;
    await deps.imports.markRunning(organizationId, importId, deps.clock());
    try {
      await load(deps, callAs(), job, file);
    } catch (error) {
      const told = toTell(error, job.retryCount);
      if (!told) throw error;
      await deps.importFacts.fail(organizationId, importId, told, deps.clock(), (tx) => job.complete(tx));
    }
  });
}

async function load(
  deps: AnalyticsDeps,
  call: Call,
  job: JobRequest<typeof jobs.import>['job'],
  file: ImportRow,
): Promise<void> {
  const { organizationId, importId } = job.payload;
  const report = await read(deps, organizationId, file);
  const known = await deps.campaigns.knownFor(call, organizationId, ownLines(report.facts));
  await deps.importFacts.save(organizationId, importId, { report, known }, deps.clock(), (tx) =>
    job.complete(tx),
  );
}

async function read(deps: AnalyticsDeps, organizationId: string, file: ImportRow): Promise<ReadReport> {
  const bytes = await deps.imports.file(organizationId, file.id);
  const { platform, currency, columns } = file;
  const options = { platform, currency, columns };
  return readInThread({ bytes, options, today: dayOf(deps.clock()) });
}

/** What the person who sent the file is told; null = try again later. */
function toTell(error: unknown, retryCount: number): { code: string; message: string } | null {
  const known = error instanceof AppError ? error : new AppError('INTERNAL_ERROR', {}, error);
  const unreadable = known.code === 'IMPORT_UNREADABLE' || known.code === 'REQUEST_INVALID';
  const retries =
    known.code === 'DEPENDENCY_UNAVAILABLE' ? (jobs.import.queue.retryLimit ?? 0) : RETRIES_AFTER_FAULT;
  if (!unreadable && retryCount < retries) return null;
  return { code: known.code, message: known.public.errors?.[0]?.message ?? known.message };
}
