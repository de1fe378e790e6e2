import type { Row } from './rows.ts';

/** The most rows of one call to analytics (docs/decisions.md#27-big-bodies). */
const CALL_ROWS = 1_000;

export type RowBatch = { rows: Row[]; bytes: number };

/** Comes after the last batch when the rows ended with an error: those that were whole until then have come. */
export class CutShort {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Rows in batches of at most `most` bytes, in order. */
export async function* batchesOf(
  rows: Iterable<Row> | AsyncIterable<Row>,
  most: number,
): AsyncGenerator<RowBatch | CutShort> {
  let batch: RowBatch = { rows: [], bytes: 0 };
  let end: CutShort | undefined;
  try {
    for await (const row of rows) {
      const size = row.bytes + 1; // and the comma after it
      if (batch.rows.length >= CALL_ROWS || (batch.rows.length > 0 && batch.bytes + size > most)) {
        yield batch;
        batch = { rows: [], bytes: 0 };
      }
      batch.rows.push(row);
      batch.bytes += size;
    }
  } catch (error) {
    end = new CutShort(error);
  }
  if (batch.rows.length > 0) yield batch;
  if (end) yield end;
}
