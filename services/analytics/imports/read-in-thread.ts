import { Worker } from 'node:worker_threads';
import { AppError } from '../../../lib/errors.ts';
import type { ReadReport } from './domain/read-report.ts';
import type { ThreadAnswer, ThreadTask } from './report-thread.ts';

/** A file that needs more memory than this is given up, and the node lives on. */
const MEMORY_MB = 768;

/** Reads a report beside the event loop: a large file takes seconds. @throws IMPORT_UNREADABLE */
export function readInThread(task: ThreadTask): Promise<ReadReport> {
  const worker = new Worker(new URL('./report-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<ReadReport>((resolve, reject) => {
    worker.once('message', (answer: ThreadAnswer) => {
      if ('report' in answer) resolve(answer.report);
      else reject(new AppError(answer.refused.code, { detail: answer.refused.detail }));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
