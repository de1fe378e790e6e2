import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import type { FileContent } from './domain/read-lines.ts';
import { readFile, type Reading } from './read-file.ts';
import { type Sizes, unpack } from './unpack/unpack.ts';

/**
 * The messages to and from the thread. It asks for pieces of the file, by their number, and for lines to be kept; each question is
 * answered by its id. An AppError does not survive the way between threads, so its code and detail are sent.
 */
export type ThreadTask = Reading & { sizes: Sizes };
export type Question = { readonly chunk: number } | { readonly lines: string };
export type FromThread =
  | { readonly id: number; readonly question: Question }
  | { readonly content: FileContent }
  | { readonly refusal: { readonly code: ErrorCode; readonly detail: string } };
/** The bytes of a piece; null after the last one, and where nothing was asked for. */
export type ToThread = { readonly id: number; readonly bytes: Uint8Array | null };

const port = parentPort;
const waiting = new Map<number, (bytes: Uint8Array | null) => void>();
let asked = 0;

port?.on('message', ({ id, bytes }: ToThread) => {
  waiting.get(id)?.(bytes);
  waiting.delete(id);
});

function ask(question: Question): Promise<Uint8Array | null> {
  asked += 1;
  const id = asked;
  port?.postMessage({ id, question } satisfies FromThread);
  return new Promise((resolve) => waiting.set(id, resolve));
}

async function* file(): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; ; chunk += 1) {
    const bytes = await ask({ chunk });
    if (bytes === null) return;
    yield bytes;
  }
}

/** Lines are kept while the next ones are read, but not more than one batch. */
async function read({ sizes, ...reading }: ThreadTask): Promise<FileContent> {
  let kept: Promise<unknown> = Promise.resolve();
  const content = await readFile(await unpack(file, sizes), reading, async (lines) => {
    await kept;
    kept = lines.length > 0 ? ask({ lines: JSON.stringify(lines) }) : Promise.resolve();
  });
  await kept;
  return content;
}

async function answer(task: ThreadTask): Promise<FromThread> {
  try {
    return { content: await read(task) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refusal: { code: error.code, detail: error.message } };
  }
}

port?.postMessage(await answer(workerData as ThreadTask));
port?.close();
