import { v7 as uuidv7 } from 'uuid';
import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type {
  importContracts,
  ImportChange,
  ImportScope,
  ImportStatus,
  ImportWarning,
} from '../../../../contracts/analytics/imports.ts';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { bytes, statement } from '../../../../storage/statement.ts';
import type { ImportModel } from '../../models.ts';
import { shapes } from '../../shapes.ts';
import { addChunk, closeFile, type FileEnd } from './chunks.ts';
import type { ImportRow, ImportSummaryRow } from '../domain/import-view.ts';
import { type ImportQuestion, listImports } from './import-list.ts';

const CHUNK = statement(
  'SELECT bytes FROM import_chunks WHERE organization_id = $1 AND import_id = $2 AND index = $3',
  { bytes },
);
/** Some at a time: a large file's are more than one statement may take time for. */
const DELETE_CHUNKS = `
  DELETE FROM import_chunks WHERE organization_id = $1 AND import_id = $2 AND index IN (
    SELECT index FROM import_chunks WHERE organization_id = $1 AND import_id = $2 LIMIT 100)`;
export type ImportRequest = ParsedParamsOf<typeof importContracts.beginImport>;

/** How an import ended. */
export type ImportOutcome = {
  status: Extract<ImportStatus, 'succeeded' | 'partial' | 'failed' | 'previewed'>;
  platform: Platform | null;
  rows: number;
  accepted: number;
  rejectedCount: number;
  rejected: readonly RejectedRow[];
  warningCount: number;
  warnings: readonly ImportWarning[];
  error: { code: string; message: string } | null;
  scope: ImportScope | null;
  changes: readonly ImportChange[];
  /** The fact versions of what was written, and how long it can be taken back; null where nothing was. */
  written: { firstVersion: number; lastVersion: number; undoUntil: Date } | null;
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

/** Uploaded files of at most `fileBytes`, their chunks, and the job that reads them. */
export function importStore({ database, jobs, rows }: ImportStorage, { fileBytes }: { fileBytes: number }) {
  return {
    /** @throws AppError IMPORT_NOT_FOUND */
    async get(organizationId: string, id: string): Promise<ImportRow> {
      const model = await rows.imports.findOne({ organization_id: organizationId, id });
      if (!model) throw new AppError('IMPORT_NOT_FOUND');
      return importRow(model);
    },

    /** Imports, newest first: their ids rise with time. */
    list: (organizationId: string, question: ImportQuestion): Promise<ImportSummaryRow[]> =>
      listImports(database, organizationId, question),

    async begin(organizationId: string, request: ImportRequest, at: Date): Promise<ImportRow> {
      const model = await rows.imports.insert(newImport(organizationId, request, at));
      return importRow(model);
    },

    /**
     * Stores one chunk of the file. A repeated chunk replaces the first; one that comes after the commit is ignored.
     */
    addChunk: (organizationId: string, id: string, index: number, bytes: Uint8Array): Promise<void> =>
      database.transaction((tx) => addChunk(tx, { organizationId, id, index, bytes, most: fileBytes })),

    /**
     * Closes the file and enqueues its import; nothing happens when it was closed before. @throws IMPORT_NOT_FOUND,
     * IMPORT_UNREADABLE
     */
    commit: ({ actor, ...file }: FileEnd & { actor: AuditEvent['actor'] }): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await closeFile(tx, file))) return;
        const { organizationId, id } = file;
        const payload = { organizationId, importId: id };
        await jobs.enqueue(tx, jobKinds.import, payload, { id, key: organizationId });
        const subject = { kind: 'import', id };
        await audit(tx, { organizationId, actor, action: 'import.committed', subject });
      }),

    async markRunning(organizationId: string, id: string, at: Date): Promise<void> {
      await database.execute(
        `UPDATE imports SET status = 'running', updated_at = $3
          WHERE organization_id = $1 AND id = $2 AND status = 'pending'`,
        [organizationId, id, at],
      );
    },

    /** A chunk of the file by its number; null after the last one. */
    async chunk(organizationId: string, id: string, index: number): Promise<Uint8Array | null> {
      const [chunk] = await database.query(CHUNK, [organizationId, id, index]);
      return chunk?.bytes ?? null;
    },
  };
}

const newImport = (organizationId: string, request: ImportRequest, at: Date) => ({
  organization_id: organizationId,
  id: uuidv7(),
  platform: request.platform ?? null,
  currency: request.currency ?? null,
  file_name: request.fileName ?? null,
  columns: request.columns ?? {},
  preview: request.mode === 'preview',
  replaces: request.replaces ?? null,
  account: request.account ?? null,
  covers_from: request.from ?? null,
  covers_to: request.to ?? null,
  shape: shapes.columns.number,
  created_at: at,
  updated_at: at,
});

/** A row of the model with its JSON columns brought to today's shape. */
function importRow(model: ImportModel): ImportRow {
  const { id, status, platform, currency, file_name, rows, accepted, rejected_count, warning_count, shape } =
    model;
  const { error_code, error_message, created_at, updated_at, undo_until, undone_at } = model;
  const { preview, replaces, account, covers_from, covers_to } = model;
  return {
    id,
    kind: model.kind,
    status,
    platform,
    currency,
    file_name,
    columns: shapes.columns.read(model.columns, shape),
    rows,
    accepted,
    rejected_count,
    rejected: shapes.rejectedRows.read(model.rejected, shape),
    warning_count,
    warnings: shapes.importWarnings.read(model.warnings, shape),
    error_code,
    error_message,
    preview,
    replaces,
    account,
    covers_from,
    covers_to,
    scope: model.scope === null ? null : shapes.importScope.read(model.scope, shape),
    changes: shapes.importChanges.read(model.changes ?? [], shape),
    undo_until,
    undone_at,
    created_at,
    updated_at,
  };
}

/** Saves the outcome of an import and deletes the file's chunks, in the transaction that saves its facts. */
export async function finishImport(
  tx: Tx,
  organizationId: string,
  id: string,
  outcome: ImportOutcome,
  at: Date,
): Promise<void> {
  await tx.execute(
    `UPDATE imports SET status = $3, platform = coalesce(platform, $4), rows = $5, accepted = $6, rejected_count = $7,
            rejected = $8, error_code = $9, error_message = $10, updated_at = $11, shape = $12,
            warning_count = $13, warnings = $14, scope = $15, changes = $16, first_version = $17, last_version = $18,
            undo_until = $19
      WHERE organization_id = $1 AND id = $2`,
    [
      organizationId,
      id,
      outcome.status,
      outcome.platform,
      outcome.rows,
      outcome.accepted,
      outcome.rejectedCount,
      shapes.rejectedRows.write([...outcome.rejected]),
      outcome.error?.code ?? null,
      outcome.error?.message ?? null,
      at,
      shapes.rejectedRows.number,
      outcome.warningCount,
      shapes.importWarnings.write([...outcome.warnings]),
      outcome.scope && shapes.importScope.write(outcome.scope),
      shapes.importChanges.write([...outcome.changes]),
      outcome.written?.firstVersion ?? null,
      outcome.written?.lastVersion ?? null,
      outcome.written?.undoUntil ?? null,
    ],
  );
  while ((await tx.execute(DELETE_CHUNKS, [organizationId, id])) > 0);
}
