import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

type Waiting = { text: string; done: () => void; failed: (error: unknown) => void };

/**
 * An append-only file of JSON lines. `append` resolves only after the line is on the disk (fdatasync);
 * lines that wait together share one flush. A torn last line is cut off at opening. Without a file it
 * remembers in memory only.
 */
export class Journal<T> {
  readonly entries: T[] = [];
  #file: string | undefined;
  #handle: FileHandle | undefined;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;

  constructor(file?: string) {
    this.#file = file;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    this.entries = readWhole<T>(file);
  }

  /** Adds an entry; resolves when it would survive a kill of this process or a loss of power. */
  async append(entry: T): Promise<void> {
    this.entries.push(entry);
    if (this.#file === undefined) return;
    const written = new Promise<void>((done, failed) => {
      this.#waiting.push({ text: `${JSON.stringify(entry)}\n`, done, failed });
    });
    this.#flushing ??= this.#flush();
    await written;
  }

  /** Keeps only what `select` gives of everything appended so far, in one rename. */
  async rewrite(select: (entries: readonly T[]) => readonly T[]): Promise<void> {
    do await this.close();
    while (this.#flushing !== undefined);
    const kept = [...select(this.entries)];
    this.entries.splice(0, this.entries.length, ...kept);
    if (this.#file === undefined) return;
    const text = kept.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeFileSync(`${this.#file}.new`, text, { flush: true });
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Waits for what is being written and lets go of the file; a later append opens it again. */
  async close(): Promise<void> {
    await this.#flushing;
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        this.#handle ??= await open(this.#file ?? '', 'a');
        await this.#handle.appendFile(batch.map((line) => line.text).join(''));
        await this.#handle.datasync();
        for (const line of batch) line.done();
      } catch (error) {
        for (const line of batch) line.failed(error);
      }
    }
    this.#flushing = undefined;
  }
}

function readWhole<T>(file: string): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(file, whole, { flush: true });
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
