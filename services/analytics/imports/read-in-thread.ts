import { Worker } from 'node:worker_threads';
import { AppError } from '../../../lib/errors.ts';
import { unreadable } from './domain/unreadable.ts';
import type { ReadReport } from './domain/read-report.ts';
import type { ThreadAnswer, ThreadTask } from './report-thread.ts';

/** A file that needs more memory than this ends its thread, not the node. */
const MEMORY_MB = 768;

/**
 * Reads a report in a thread of its own, because a large file would block the event loop for seconds. @throws
 * IMPORT_UNREADABLE
 */
export function readInThread(task: ThreadTask): Promise<ReadReport> {
  const worker = new Worker(new URL('./report-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<ReadReport>((resolve, reject) => {
    worker.once('message', (answer: ThreadAnswer) => {
      if ('report' in answer) resolve(answer.report);
      else reject(new AppError(answer.refusal.code, { detail: answer.refusal.detail }));
    });
    worker.once('error', (error: Error & { code?: string }) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? unreadable('The file needs more memory than there is: export fewer rows at once.', error)
          : error,
      ),
    );
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
