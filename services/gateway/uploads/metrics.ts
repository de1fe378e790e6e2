import { factContracts } from '../../../contracts/analytics/facts.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { AppError } from '../../../lib/errors.ts';
import { bodyChunks, decodeUtf8, mediaType, readJson } from '../http/read-body.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';

const JSON_LIMIT = 8 * 1024 * 1024;
const NDJSON_LIMIT = 64 * 1024 * 1024;
/** The most rows and bytes of one call to analytics (docs/decisions.md#27-big-bodies). */
const CALL_ROWS = 1_000;
const CALL_BYTES = 512 * 1024;
const MAX_LISTED = 1_000;

type IngestResult = ResultOf<typeof factContracts.ingest>;

/** POST /api/analytics/metrics: sends the rows, as JSON `{rows: […]}` or NDJSON, to analytics in several calls. */
export async function uploadMetrics(exchange: Exchange): Promise<Answer> {
  const total: IngestResult = { accepted: 0, rejectedCount: 0, rejected: [] };
  const lines =
    mediaType(exchange.request) === 'application/x-ndjson' ? ndjsonRows(exchange) : await jsonRows(exchange);
  let batch: unknown[] = [];
  let bytes = 0;
  let line = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const rows = batch;
    batch = [];
    bytes = 0;
    add(total, await exchange.call(factContracts.ingest, { rows, firstLine: line - rows.length + 1 }));
  };
  for await (const { row, size } of lines) {
    if (batch.length >= CALL_ROWS || bytes + size > CALL_BYTES) await flush();
    batch.push(row);
    bytes += size;
    line += 1;
  }
  await flush();
  if (line === 0)
    throw new AppError('REQUEST_INVALID', {
      errors: [{ path: 'rows', code: 'FIELD_MISSING', message: 'Send at least one row.' }],
    });
  return { status: 200, body: JSON.stringify(total) };
}

type Row = { row: unknown; size: number };

async function jsonRows({ request }: Exchange): Promise<Row[]> {
  const body = await readJson(request, JSON_LIMIT);
  const { rows, ...rest } = (body ?? {}) as { rows?: unknown };
  const unknownField = Object.keys(rest)[0];
  if (unknownField !== undefined || !Array.isArray(rows)) {
    const path = unknownField ?? 'rows';
    const fault = unknownField
      ? { path: path.slice(0, 100), code: 'FIELD_UNKNOWN', message: 'There is no such field.' }
      : { path, code: 'FIELD_MISSING', message: 'Send {"rows": […]}.' };
    throw new AppError('REQUEST_INVALID', { errors: [fault] });
  }
  return rows.map((row) => ({ row: row as unknown, size: 300 }));
}

/**
 * The rows of NDJSON. A line that is not JSON is passed on as text, so that analytics rejects it with its line number.
 */
async function* ndjsonRows({ request }: Exchange): AsyncGenerator<Row> {
  let rest = Buffer.alloc(0);
  for await (const chunk of bodyChunks(request, NDJSON_LIMIT)) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield* parseLine(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    if (rest.length > CALL_BYTES)
      throw new AppError('REQUEST_TOO_LARGE', { detail: 'A line is longer than 512 KB.' });
  }
  if (rest.length > 0) yield* parseLine(rest);
}

function* parseLine(bytes: Buffer): Generator<Row> {
  const text = decodeUtf8(bytes).trim();
  if (text === '') return;
  let row: unknown = text.slice(0, 200);
  try {
    row = JSON.parse(text);
  } catch {
    // the row stays text, which analytics rejects
  }
  yield { row, size: bytes.length };
}

function add(total: IngestResult, part: IngestResult): void {
  total.accepted += part.accepted;
  total.rejectedCount += part.rejectedCount;
  total.rejected.push(...part.rejected.slice(0, MAX_LISTED - total.rejected.length));
}
