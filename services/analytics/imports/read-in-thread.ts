import { Worker } from 'node:worker_threads';
import { AppError } from '../../../lib/errors.ts';
import type { FileContent } from './domain/read-lines.ts';
import { unreadable } from './domain/unreadable.ts';
import type { FromThread, Question, ThreadTask, ToThread } from './report-thread.ts';

/**
 * A file that needs more memory than this ends its thread, not the node: a workbook is held whole. The less a thread may have, the sooner it
 * is tidied.
 */
const MEMORY_MB = { text: 192, workbook: 768 } as const;
/** The beginning of a zip, as which a workbook is sent. */
const ZIP = 'PK';
/** What is read is soon let go: without this, the thread's memory would grow before it is tidied. */
const YOUNG_MB = 16;

/** Where a thread gets the pieces of the file from, and where it puts the lines, as JSON. */
export type Keeper = {
  chunk(index: number): Promise<Uint8Array | null>;
  keep(lines: string): Promise<void>;
};

/**
 * Reads a file in a thread of its own, because a large one would block the event loop for seconds. @throws IMPORT_UNREADABLE, and
 * what the keeper throws
 */
export async function readInThread(task: ThreadTask, keeper: Keeper): Promise<FileContent> {
  const first = await keeper.chunk(0);
  const isZip = first !== null && Buffer.from(first.subarray(0, ZIP.length)).toString('latin1') === ZIP;
  const worker = new Worker(new URL('./report-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: isZip ? MEMORY_MB.workbook : MEMORY_MB.text,
      maxYoungGenerationSizeMb: YOUNG_MB,
    },
  });
  try {
    return await contentFrom(worker, keeper);
  } finally {
    await worker.terminate();
  }
}

function contentFrom(worker: Worker, keeper: Keeper): Promise<FileContent> {
  return new Promise<FileContent>((resolve, reject) => {
    const answer = (id: number, bytes: Uint8Array | null) =>
      worker.postMessage({ id, bytes } satisfies ToThread);
    worker.on('message', (message: FromThread) => {
      if ('content' in message) resolve(message.content);
      else if ('refusal' in message)
        reject(new AppError(message.refusal.code, { detail: message.refusal.detail }));
      else answerOf(message.question, keeper).then((bytes) => answer(message.id, bytes), reject);
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

async function answerOf(question: Question, keeper: Keeper): Promise<Uint8Array | null> {
  if ('chunk' in question) return keeper.chunk(question.chunk);
  await keeper.keep(question.lines);
  return null;
}
