import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { type JobRequest, worker } from '../../../../mixins/jobs.mixin.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { FileContent } from '../domain/read-lines.ts';
import { ownCampaigns, platformIdsIn } from '../domain/import-lines.ts';
import type { ImportRow } from '../domain/import-view.ts';
import { readInThread } from '../read-in-thread.ts';

/**
 * An unexpected error fails the import after this many retries: the file probably causes it. While the campaign service
 * is down, the job goes on for all retries of its queue.
 */
const RETRIES_AFTER_FAULT = 3;

/**
 * Reads an uploaded file into facts: first into staged lines, then from these. The facts, the outcome and the end of the job are one
 * transaction. What is left staged after a crash is cleared by the organisation's next import.
 */
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
    await deps.staging.clear(organizationId);
  });
}

async function load(
  deps: AnalyticsDeps,
  call: Call,
  job: JobRequest<typeof jobs.import>['job'],
  entry: ImportRow,
): Promise<void> {
  const { organizationId, importId } = job.payload;
  const file = await read(deps, organizationId, entry);
  await deps.identities.learn(call, organizationId, platformIdsIn(file));
  const campaigns = await deps.campaigns.findForLines(call, organizationId, ownCampaigns(file.campaigns));
  const { preview: isPreview, replaces, account, covers_from: from, covers_to: to } = entry;
  const declared = { replaces, account, days: from === null || to === null ? null : { from, to } };
  const content = { file, campaigns, declared, isPreview };
  await deps.importFacts.save(organizationId, importId, content, deps.clock(), (tx) => job.complete(tx));
}

/** Reads the file from its chunks into staged lines. Nobody waits for that: no fact is touched. */
async function read(deps: AnalyticsDeps, organizationId: string, entry: ImportRow): Promise<FileContent> {
  const { sizes, limits } = deps.reading;
  const { id, platform, currency, columns } = entry;
  const options = { platform, currency, columns };
  await deps.staging.clear(organizationId);
  return readInThread(
    { options, today: dayOf(deps.clock()), sizes, limits },
    {
      chunk: (index) => deps.imports.chunk(organizationId, id, index),
      keep: (lines) => deps.staging.keep(organizationId, id, lines),
    },
  );
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
