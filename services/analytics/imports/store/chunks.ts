import { AppError } from '../../../../lib/errors.ts';
import type { Tx } from '../../../../storage/database.ts';
import { integer, nullable, statement } from '../../../../storage/statement.ts';

const LOCK = statement('SELECT chunks FROM imports WHERE organization_id = $1 AND id = $2 FOR UPDATE', {
  chunks: nullable(integer),
});
const TOTALS = statement(
  `SELECT count(*)::int AS pieces, max(index) AS last, coalesce(sum(octet_length(bytes)), 0)::bigint AS bytes
   FROM import_chunks WHERE organization_id = $1 AND import_id = $2`,
  { pieces: integer, last: nullable(integer), bytes: integer },
);

async function lock(tx: Tx, organizationId: string, id: string): Promise<{ chunks: number | null }> {
  const [row] = await tx.query(LOCK, [organizationId, id]);
  if (!row) throw new AppError('IMPORT_NOT_FOUND');
  return row;
}

async function chunkTotals(tx: Tx, organizationId: string, id: string) {
  const [row] = await tx.query(TOTALS, [organizationId, id]);
  return row ?? { pieces: 0, last: null, bytes: 0 };
}

/** A chunk of a file that may have `most` bytes, packed or not. */
type Chunk = { organizationId: string; id: string; index: number; bytes: Uint8Array; most: number };

/** Stores one chunk of a file that is not closed yet. @throws AppError IMPORT_NOT_FOUND, REQUEST_TOO_LARGE */
export async function addChunk(tx: Tx, { organizationId, id, index, bytes, most }: Chunk): Promise<void> {
  if ((await lock(tx, organizationId, id)).chunks !== null) return;
  await tx.execute(
    `INSERT INTO import_chunks (organization_id, import_id, index, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, import_id, index) DO UPDATE SET bytes = excluded.bytes`,
    [organizationId, id, index, bytes],
  );
  if ((await chunkTotals(tx, organizationId, id)).bytes > most) {
    const detail = `A file may have ${Math.floor(most / 1_048_576)} MB at most.`;
    throw new AppError('REQUEST_TOO_LARGE', { detail });
  }
}

/** The file that is closed, and of how many chunks it is. */
export type FileEnd = { organizationId: string; id: string; chunks: number; at: Date };

/**
 * Closes a file whose chunks are all there; false when it was closed before. @throws AppError IMPORT_NOT_FOUND,
 * IMPORT_UNREADABLE
 */
export async function closeFile(tx: Tx, { organizationId, id, chunks, at }: FileEnd): Promise<boolean> {
  if ((await lock(tx, organizationId, id)).chunks !== null) return false;
  const received = await chunkTotals(tx, organizationId, id);
  if (received.pieces !== chunks || received.last !== chunks - 1) {
    throw new AppError('IMPORT_UNREADABLE', {
      detail: `The file has ${chunks} pieces, but ${received.pieces} have come.`,
    });
  }
  await tx.execute('UPDATE imports SET chunks = $3, updated_at = $4 WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
    chunks,
    at,
  ]);
  return true;
}
