import { type Encoding, encodingsOf, OtherEncoding } from './domain/decode.ts';
import { languageOf } from './domain/layout.ts';
import { type FileContent, type LineLimits, LineReader } from './domain/read-lines.ts';
import type { StagedLine } from './domain/staged-line.ts';
import type { ImportOptions } from './domain/table.ts';
import { TableFinder } from './domain/table-reader.ts';
import { Warnings } from './domain/warnings.ts';
import { beginningOf, type Source } from './unpack/unpack.ts';

/** By so many bytes it is seen in which language the header of a file is. */
const HEAD_BYTES = 64 * 1024;
/** Lines are passed on in batches of about so many. */
const LINES = 2_000;

export type Reading = {
  readonly options: ImportOptions;
  readonly today: string;
  readonly limits: LineLimits;
};

/**
 * Reads the text of a file twice: first to see how it is written, then its lines, which `take` is given as they come. It holds a
 * piece of the text and no lines. @throws AppError IMPORT_UNREADABLE
 */
export async function readFile(
  text: Source,
  { options, today, limits }: Reading,
  take: (lines: readonly StagedLine[]) => Promise<void>,
): Promise<FileContent> {
  const head = await beginningOf(text, HEAD_BYTES);
  const warnings = new Warnings();
  const { found, encoding } = await findTable(text, head, options, warnings);
  const reader = new LineReader(found, { today, limits }, warnings);
  let waiting: StagedLine[] = [];
  for await (const piece of decoded(text, encoding)) {
    for (const line of reader.push(piece)) waiting.push(line);
    if (waiting.length < LINES) continue;
    await take(waiting);
    waiting = [];
  }
  const { lines, content } = reader.end();
  await take([...waiting, ...lines]);
  return content;
}

async function findTable(text: Source, head: Uint8Array, options: ImportOptions, warnings: Warnings) {
  const isPolish = (polish: string) => languageOf(polish, options.columns) === 'pl';
  for (const encoding of encodingsOf(head, isPolish)) {
    try {
      const finder = new TableFinder(options);
      for await (const piece of decoded(text, encoding)) finder.push(piece);
      return { found: finder.end(warnings), encoding };
    } catch (error) {
      if (!(error instanceof OtherEncoding)) throw error;
    }
  }
  throw new Error('the last encoding reads anything');
}

async function* decoded(text: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = encoding();
  for await (const piece of text()) yield decoder.push(piece);
  yield decoder.end();
}
