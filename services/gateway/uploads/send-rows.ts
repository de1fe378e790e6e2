import { factContracts } from '../../../contracts/analytics/facts.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { TOO_LONG, TOO_LONG_MESSAGE, type Row } from './rows.ts';

/** The most rows and bytes of one call to analytics (docs/decisions.md#27-big-bodies). */
const CALL_ROWS = 1_000;
const CALL_BYTES = 512 * 1024;
/** Kept free in a call for all that is not rows: the caller's token, ids, names. */
const AROUND_BYTES = 32 * 1024;
const MAX_LISTED = 1_000;

export type IngestResult = ResultOf<typeof factContracts.ingest>;
/** What came of a batch, with its size. */
type Batch = { rows: number; bytes: number; result: IngestResult };

/**
 * Sends rows to analytics in calls that the bus takes, in order, and tells `sent` of each.
 * @returns what came of all of them together
 */
export async function sendRows(
  { call, largestCall }: Pick<Exchange, 'call' | 'largestCall'>,
  rows: Iterable<Row> | AsyncIterable<Row>,
  sent: (batch: Batch) => Promise<void>,
): Promise<IngestResult & { rows: number }> {
  const total = { accepted: 0, rejectedCount: 0, rejected: [] as IngestResult['rejected'], rows: 0 };
  const most = Math.min(CALL_BYTES, largestCall - AROUND_BYTES);
  for await (const batch of batchesOf(rows, most)) {
    const firstLine = total.rows + 1;
    const params = { rows: batch.rows.map(({ row }) => row), firstLine };
    const result = withReasons(await call(factContracts.ingest, params), batch.rows, firstLine);
    total.rows += batch.rows.length;
    total.accepted += result.accepted;
    total.rejectedCount += result.rejectedCount;
    total.rejected.push(...result.rejected.slice(0, MAX_LISTED - total.rejected.length));
    await sent({ rows: batch.rows.length, bytes: batch.bytes, result });
  }
  return total;
}

async function* batchesOf(
  rows: Iterable<Row> | AsyncIterable<Row>,
  most: number,
): AsyncGenerator<{ rows: Row[]; bytes: number }> {
  let batch = { rows: [] as Row[], bytes: 0 };
  for await (const row of rows) {
    const size = row.bytes + 1; // and the comma after it
    if (batch.rows.length >= CALL_ROWS || (batch.rows.length > 0 && batch.bytes + size > most)) {
      yield batch;
      batch = { rows: [], bytes: 0 };
    }
    batch.rows.push(row);
    batch.bytes += size;
  }
  if (batch.rows.length > 0) yield batch;
}

/** Analytics saw only what stands for a row that was too long. */
function withReasons(result: IngestResult, rows: readonly Row[], firstLine: number): IngestResult {
  if (!rows.includes(TOO_LONG)) return result;
  const rejected = result.rejected.map((fault) =>
    rows[fault.line - firstLine] === TOO_LONG ? { ...fault, message: TOO_LONG_MESSAGE } : fault,
  );
  return { ...result, rejected };
}
