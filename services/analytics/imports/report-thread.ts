import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import { type ReadReport, readReport } from './domain/read-report.ts';
import type { ImportOptions } from './domain/table.ts';

/** What a thread is given, and what it answers: errors do not cross threads, their codes and sentences do. */
export type ThreadTask = { bytes: Uint8Array; options: ImportOptions; today: string };
export type ThreadAnswer = { report: ReadReport } | { refused: { code: ErrorCode; detail: string } };

function answer({ bytes, options, today }: ThreadTask): ThreadAnswer {
  try {
    return { report: readReport(bytes, options, today) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refused: { code: error.code, detail: error.message } };
  }
}

parentPort?.postMessage(answer(workerData as ThreadTask));
