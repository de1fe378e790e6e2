import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { type JobRequest, worker } from '../../../../mixins/jobs.mixin.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { ReadReport } from '../domain/read-report.ts';
import { ownLines, platformIdsIn } from '../domain/import-lines.ts';
import type { ImportRow } from '../domain/import-view.ts';
import { readInThread } from '../read-in-thread.ts';

/**
 * An unexpected error fails the import after this many retries: the file probably causes it. While the campaign service
 * is down, the job goes on for all retries of its queue.
 */
const RETRIES_AFTER_FAULT = 3;

/** Reads an uploaded file into facts. The facts, the outcome and the end of the job are one transaction. */
export function importJob(deps: AnalyticsDeps) {
  return worker(jobs.import, async function importFile({ job, callAs }) {
    const { organizationId, importId } = job.payload;
    const file = await deps.imports.get(organizationId, importId);
    if (file.status !== 'pending' && file.status !== 'running') return;
    await deps.imports.markRunning(organizationId, importId, deps.clock());
    try {
      await load(deps, callAs(), job, file);
    } catch (error) {
      const failure = failureOf(error, job.retryCount);
      if (!failure) throw error;
      await deps.importFacts.fail(organizationId, importId, failure, deps.clock(), (tx) => job.complete(tx));
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
  await deps.identities.learn(call, organizationId, platformIdsIn(report.facts));
  const campaigns = await deps.campaigns.findForLines(call, organizationId, ownLines(report.facts));
  const { preview: isPreview, replaces, account, covers_from: from, covers_to: to } = file;
  const declared = { replaces, account, days: from === null || to === null ? null : { from, to } };
  const content = { report, campaigns, declared, isPreview };
  await deps.importFacts.save(organizationId, importId, content, deps.clock(), (tx) => job.complete(tx));
}

async function read(deps: AnalyticsDeps, organizationId: string, file: ImportRow): Promise<ReadReport> {
  const { sizes, plausible } = deps.reading;
  const bytes = await deps.imports.file(organizationId, file.id);
  const { platform, currency, columns } = file;
  const options = { platform, currency, columns };
  return readInThread({ bytes, options, today: dayOf(deps.clock()), sizes, plausible });
}

/** The failure that the person who sent the file sees; null when the job should be retried. */
function failureOf(error: unknown, retryCount: number): { code: string; message: string } | null {
  const appError = error instanceof AppError ? error : new AppError('INTERNAL_ERROR', {}, error);
  const unreadable = appError.code === 'IMPORT_UNREADABLE' || appError.code === 'REQUEST_INVALID';
  const retries =
    appError.code === 'DEPENDENCY_UNAVAILABLE' ? (jobs.import.queue.retryLimit ?? 0) : RETRIES_AFTER_FAULT;
  if (!unreadable && retryCount < retries) return null;
  return { code: appError.code, message: appError.public.errors?.[0]?.message ?? appError.message };
}
