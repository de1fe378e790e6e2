import type { IncomingMessage } from 'node:http';
import { walkJson } from '../http/json-structure.ts';
import { bodyChunks, decodeUtf8, parseJson } from '../http/read-body.ts';
import { inSlices } from '../http/slices.ts';
import { MAX_ROW_BYTES, readRow, TOO_LONG, type Row } from './rows.ts';

const LINE_END = 10;

/** The rows of NDJSON of at most `most` bytes, as they come. What is no row is passed on as text, so that it is rejected by its line's number. */
export async function* ndjsonRows(request: IncomingMessage, most: number): AsyncGenerator<Row> {
  for await (const line of linesOf(bodyChunks(request, most, { gzip: true }))) {
    if (line === null) yield TOO_LONG;
    else {
      const text = textOf(line).trim();
      if (text !== '') yield readRow(text, parseLine);
    }
  }
}

/** A line that is no UTF-8 is rejected by its number; it does not end the others. */
function textOf(line: Buffer): string {
  try {
    return decodeUtf8(line);
  } catch {
    return 'A row that is not UTF-8.';
  }
}

function parseLine(text: string): unknown {
  try {
    for (const _pause of walkJson(text)); // a line is shorter than a slice
    return parseJson(text);
  } catch {
    return text.slice(0, 200);
  }
}

/** Lines without their ends; null for one that is too long, of which nothing is kept. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let rest: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length <= MAX_ROW_BYTES) rest.push(piece);
  };
  const line = () => {
    const whole = length > MAX_ROW_BYTES ? null : Buffer.concat(rest);
    [rest, length] = [[], 0];
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
      take(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    take(chunk.subarray(start));
    await inSlices(onePause());
  }
  if (length > 0) yield line();
}

function* onePause(): Generator<undefined, void> {
  yield;
}
