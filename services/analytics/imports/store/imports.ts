import { v7 as uuidv7 } from 'uuid';
import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { ImportModel } from '../../models.ts';

/** The largest file that is read. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

export type ImportRequest = {
  platform?: Platform | undefined;
  currency?: string | undefined;
  fileName?: string | undefined;
  columns?: Record<string, string> | undefined;
};

/** What became of a file. */
export type ImportOutcome = {
  status: 'succeeded' | 'failed';
  platform: Platform | null;
  rows: number;
  accepted: number;
  rejectedCount: number;
  rejected: readonly RejectedRow[];
  error: { code: string; message: string } | null;
};

/** The part of the service's storage that imports need; `rows` is the model's table. */
export type ImportStorage = {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  rows: {
    imports: {
      insert(values: Record<string, unknown>): Promise<ImportModel>;
      findOne(where: { organization_id: string; id: string }): Promise<ImportModel | null>;
    };
  };
};

export type ImportStore = ReturnType<typeof importStore>;

/** Uploaded files, their chunks, and the job that reads them. */
export function importStore({ database, jobs, rows }: ImportStorage) {
  const get = async (organizationId: string, id: string): Promise<ImportModel> => {
    const found = await rows.imports.findOne({ organization_id: organizationId, id });
    if (!found) throw new AppError('IMPORT_NOT_FOUND');
    return found;
  };
  return {
    /** @throws IMPORT_NOT_FOUND */
    get,

    /** Opens an import. */
    begin: (organizationId: string, request: ImportRequest, at: Date): Promise<ImportModel> =>
      rows.imports.insert({
        organization_id: organizationId,
        id: uuidv7(),
        platform: request.platform ?? null,
        currency: request.currency ?? null,
        file_name: request.fileName ?? null,
        columns: request.columns ?? {},
        created_at: at,
        updated_at: at,
      }),

    /** Keeps one piece of the file; a repeated piece replaces itself, and one that comes after the commit is let be. */
    addChunk: (organizationId: string, id: string, index: number, bytes: Uint8Array): Promise<void> =>
      database.transaction((tx) => addChunk(tx, { organizationId, id, index, bytes })),

    /** Says that all chunks are there and asks for the work, once. @throws IMPORT_NOT_FOUND, IMPORT_UNREADABLE */
    commit: (organizationId: string, id: string, chunks: number, at: Date): Promise<void> =>
      database.transaction(async (tx) => {
        if (await close(tx, { organizationId, id, chunks, at }))
          await jobs.enqueue(tx, jobKinds.import, { organizationId, importId: id }, { id });
      }),

    /** Shows that the work has begun. */
    async markRunning(organizationId: string, id: string, at: Date): Promise<void> {
      await database.query(
        `UPDATE imports SET status = 'running', updated_at = $3
          WHERE organization_id = $1 AND id = $2 AND status = 'pending'`,
        [organizationId, id, at],
      );
    },

    /** The whole file, in order. */
    async file(organizationId: string, id: string): Promise<Uint8Array> {
      const chunks = await database.query<{ bytes: Buffer }>(
        'SELECT bytes FROM import_chunks WHERE organization_id = $1 AND import_id = $2 ORDER BY index',
        [organizationId, id],
      );
      return Buffer.concat(chunks.map((chunk) => chunk.bytes));
    },
  };
}

/** Writes what became of a file and lets its bytes go, in the transaction of its facts. */
export async function finishImport(
  tx: Tx,
  organizationId: string,
  id: string,
  outcome: ImportOutcome,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE imports SET status = $3, platform = coalesce(platform, $4), rows = $5, accepted = $6, rejected_count = $7,
            rejected = $8, error_code = $9, error_message = $10, updated_at = $11
      WHERE organization_id = $1 AND id = $2`,
    [
      organizationId,
      id,
      outcome.status,
      outcome.platform,
      outcome.rows,
      outcome.accepted,
      outcome.rejectedCount,
      JSON.stringify(outcome.rejected),
      outcome.error?.code ?? null,
      outcome.error?.message ?? null,
      at,
    ],
  );
  await tx.query('DELETE FROM import_chunks WHERE organization_id = $1 AND import_id = $2', [
    organizationId,
    id,
  ]);
}

async function lock(tx: Tx, organizationId: string, id: string): Promise<{ chunks: number | null }> {
  const [row] = await tx.query<{ chunks: number | null }>(
    'SELECT chunks FROM imports WHERE organization_id = $1 AND id = $2 FOR UPDATE',
    [organizationId, id],
  );
  if (!row) throw new AppError('IMPORT_NOT_FOUND');
  return row;
}

async function stored(tx: Tx, organizationId: string, id: string) {
  const [row] = await tx.query<{ pieces: number; last: number | null; bytes: number }>(
    `SELECT count(*)::int AS pieces, max(index) AS last, coalesce(sum(octet_length(bytes)), 0)::bigint AS bytes
       FROM import_chunks WHERE organization_id = $1 AND import_id = $2`,
    [organizationId, id],
  );
  return row ?? { pieces: 0, last: null, bytes: 0 };
}

type Chunk = { organizationId: string; id: string; index: number; bytes: Uint8Array };

async function addChunk(tx: Tx, { organizationId, id, index, bytes }: Chunk): Promise<void> {
  if ((await lock(tx, organizationId, id)).chunks !== null) return;
  await tx.query(
    `INSERT INTO import_chunks (organization_id, import_id, index, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, import_id, index) DO UPDATE SET bytes = excluded.bytes`,
    [organizationId, id, index, bytes],
  );
  if ((await stored(tx, organizationId, id)).bytes > MAX_FILE_BYTES) {
    throw new AppError('REQUEST_TOO_LARGE', { detail: 'A file may have 16 MB at most.' });
  }
}

type Commit = { organizationId: string; id: string; chunks: number; at: Date };

/** Closes the file when its pieces are complete; false when it was closed before. */
async function close(tx: Tx, { organizationId, id, chunks, at }: Commit): Promise<boolean> {
  if ((await lock(tx, organizationId, id)).chunks !== null) return false;
  const has = await stored(tx, organizationId, id);
  if (has.pieces !== chunks || has.last !== chunks - 1) {
    throw new AppError('IMPORT_UNREADABLE', {
      detail: `The file has ${chunks} pieces, but ${has.pieces} have come.`,
    });
  }
  await tx.query('UPDATE imports SET chunks = $3, updated_at = $4 WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
    chunks,
    at,
  ]);
  return true;
}
