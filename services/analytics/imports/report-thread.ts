import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import { type ReadReport, readReport } from './domain/read-report.ts';
import type { ImportOptions } from './domain/table.ts';
import type { Plausible } from './domain/plausible.ts';
import { type Sizes, unpack } from './unpack/unpack.ts';

/**
 * The messages to and from the thread. An AppError does not survive the way between threads, so its code and detail are
 * sent.
 */
export type ThreadTask = {
  bytes: Uint8Array;
  options: ImportOptions;
  today: string;
  sizes: Sizes;
  plausible: Plausible;
};
export type ThreadAnswer = { report: ReadReport } | { refusal: { code: ErrorCode; detail: string } };

async function answer({ bytes, options, sizes, ...reading }: ThreadTask): Promise<ThreadAnswer> {
  try {
    return { report: readReport(await unpack(bytes, sizes), options, reading) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refusal: { code: error.code, detail: error.message } };
  }
}

parentPort?.postMessage(await answer(workerData as ThreadTask));
