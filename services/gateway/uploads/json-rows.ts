import type { IncomingMessage } from 'node:http';
import { AppError, invalidField } from '../../../lib/errors.ts';
import { walkJson, type Part } from '../http/json-structure.ts';
import { parseJson, readJsonText } from '../http/read-body.ts';
import { inSlices } from '../http/slices.ts';
import { readRow, type Row } from './rows.ts';

const LIMIT_BYTES = 8 * 1024 * 1024;
/** What may stand around the rows: one name, brackets and blanks. */
const MAX_AROUND = 1_000;
const ROWS_OF_SLICE = 200;
const BETWEEN = /^[ \t\r\n]*$/;

/** The rows, at most so many, of a body `{"rows": […]}`. They are found and parsed in slices, so that no body keeps this node busy. */
export async function jsonRows(
  request: IncomingMessage,
  most: number,
): Promise<{ rows: Row[]; bytes: number }> {
  const text = await readJsonText(request, LIMIT_BYTES, { gzip: true });
  const parts: Part[] = [];
  await inSlices(
    walkJson(text, (part) => {
      if (parts.length === most)
        throw new AppError('REQUEST_TOO_LARGE', { detail: `Send at most ${most} rows at once.` });
      parts.push(part);
    }),
  );
  requireRowsAlone(text, parts);
  const rows = await inSlices(rowsIn(text, parts));
  return { rows, bytes: text.length };
}

/** @throws AppError REQUEST_MALFORMED, REQUEST_INVALID for anything but `{"rows": […]}` around the rows */
function requireRowsAlone(text: string, parts: readonly Part[]): void {
  const [first, last] = [parts[0], parts.at(-1)];
  const around = first && last ? text.slice(0, first[0]) + text.slice(last[1]) : text;
  if (around.length > MAX_AROUND) throw invalidField('', 'FIELD_INVALID', 'Send {"rows": […]}.');
  const body = around === '' ? {} : parseJson(around);
  const { rows, ...rest } = (body ?? {}) as { rows?: unknown };
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw invalidField(unknown.slice(0, 100), 'FIELD_UNKNOWN', 'There is no such field.');
  if (!Array.isArray(rows)) throw invalidField('rows', 'FIELD_MISSING', 'Send {"rows": […]}.');
}

function* rowsIn(text: string, parts: readonly Part[]): Generator<undefined, Row[]> {
  const rows: Row[] = [];
  const [only] = parts;
  const none = parts.length === 1 && only !== undefined && BETWEEN.test(text.slice(...only));
  for (const part of none ? [] : parts) {
    rows.push(readRow(text.slice(...part), parseJson));
    if (rows.length % ROWS_OF_SLICE === 0) yield;
  }
  return rows;
}
