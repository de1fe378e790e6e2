import { factContracts } from '../../../contracts/analytics/facts.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { AppError } from '../../../lib/errors.ts';
import { asAppError } from '../../../mixins/wire-errors.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { batchesOf, CutShort, type RowBatch } from './row-batches.ts';
import { TOO_LONG, TOO_LONG_MESSAGE, type Row } from './rows.ts';

/** The most bytes of one call to analytics (docs/decisions.md#27-big-bodies). */
const CALL_BYTES = 512 * 1024;
/** Kept free in a call for all that is not rows: the caller's token, ids, names. */
const AROUND_BYTES = 32 * 1024;
const MAX_LISTED = 1_000;

export type IngestResult = ResultOf<typeof factContracts.ingest>;
/** What came of a batch, with its size. */
type Batch = { rows: number; bytes: number; result: IngestResult };

/**
 * Sends rows to analytics in calls that the bus takes, in order, and tells `sent` of each. A batch that analytics refuses
 * (its sums are too large) is rejected row by row, and the others go on.
 * @returns what came of all of them together
 * @throws AppError when it ends midway, with how far it came: accepted + rejectedCount = sent then, too
 */
export async function sendRows(
  { call, largestCall }: Pick<Exchange, 'call' | 'largestCall'>,
  rows: Iterable<Row> | AsyncIterable<Row>,
  sent: (batch: Batch) => Promise<void>,
): Promise<IngestResult & { rows: number }> {
  const total = { accepted: 0, rejectedCount: 0, rejected: [] as IngestResult['rejected'], rows: 0 };
  const add = (count: number, result: IngestResult) => {
    total.rows += count;
    total.accepted += result.accepted;
    total.rejectedCount += result.rejectedCount;
    total.rejected.push(...result.rejected.slice(0, MAX_LISTED - total.rejected.length));
  };
  const ending = (error: AppError) => {
    if (total.rows === 0) return error;
    const { rows: count, ...came } = total;
    return new AppError(error.code, { ...error.public, progress: { sent: count, ...came } }, error);
  };
  for await (const batch of batchesOf(rows, Math.min(CALL_BYTES, largestCall - AROUND_BYTES))) {
    if (batch instanceof CutShort) throw ending(asAppError(batch.cause));
    const firstLine = total.rows + 1;
    try {
      const params = { rows: batch.rows.map(({ row }) => row), firstLine };
      const result = withReasons(await call(factContracts.ingest, params), batch.rows, firstLine);
      add(batch.rows.length, result);
      await sent({ rows: batch.rows.length, bytes: batch.bytes, result });
    } catch (thrown) {
      const error = asAppError(thrown);
      if (total.rows >= firstLine) throw ending(error); // saved, and refused afterwards
      add(batch.rows.length, allRejected(batch, firstLine, error));
      if (error.code !== 'REQUEST_INVALID') throw ending(error);
    }
  }
  return total;
}

/**
 * Rejections of all rows of a batch that failed as one. A refusal has saved nothing; of any other failure it is not known,
 * because the answer may have been lost on its way.
 */
function allRejected({ rows }: RowBatch, firstLine: number, error: AppError): IngestResult {
  const [fault] = error.public.errors ?? [];
  const reason =
    error.status < 500
      ? { code: fault?.code ?? error.code, message: fault?.message ?? error.message }
      : {
          code: 'OUTCOME_UNKNOWN',
          message: 'Whether this row was saved is not known; to send it again is safe.',
        };
  const rejected = rows.slice(0, MAX_LISTED).map((_, i) => ({ line: firstLine + i, ...reason }));
  return { accepted: 0, rejectedCount: rows.length, rejected };
}

/** Analytics saw only what stands for a row that was too long. */
function withReasons(result: IngestResult, rows: readonly Row[], firstLine: number): IngestResult {
  if (!rows.includes(TOO_LONG)) return result;
  const rejected = result.rejected.map((fault) =>
    rows[fault.line - firstLine] === TOO_LONG ? { ...fault, message: TOO_LONG_MESSAGE } : fault,
  );
  return { ...result, rejected };
}
