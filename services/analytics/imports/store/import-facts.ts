import type { Database } from '../../../../storage/database.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { endWriting, type LongWork, writeLong } from '../../facts/store/long-writing.ts';
import { noteTellings } from '../../facts/store/telling.ts';
import type { Plausible } from '../domain/plausible.ts';
import { type Complete, endImport, Previewed, previewOf } from './import-end.ts';
import { type FileScope, type ImportContent, scopeOf } from './file-scope.ts';
import { keepDays } from './import-days.ts';
import { finishImport } from './imports.ts';
import { LaterRejection, writeFile } from './write-file.ts';

const NO_ROWS = {
  platform: null,
  rows: 0,
  accepted: 0,
  rejectedCount: 0,
  rejected: [],
  warningCount: 0,
  warnings: [],
  scope: null,
  changes: [],
  written: null,
};

export type ImportFactStore = ReturnType<typeof importFactStore>;

/** Saves the facts, the outcome and the end of the job of an import in one transaction, which has its campaigns. */
export function importFactStore(database: Database, undoDays: number, plausible: Plausible) {
  const settings = { undoDays, plausible };
  /** @param hasRejection whether a line is known to be rejected that only adding up shows */
  async function save(
    entry: Entry,
    content: ImportContent,
    complete: Complete,
    hasRejection: boolean,
  ): Promise<void> {
    try {
      await writeLong(database, importing(entry, content, complete, { ...settings, hasRejection }));
    } catch (error) {
      if (error instanceof LaterRejection && !hasRejection) return save(entry, content, complete, true);
      if (!(error instanceof Previewed)) throw error;
      await endImport(database, entry, error.outcome, complete);
    }
  }

  return {
    /** Saves a file; of a preview only what it would have changed: its facts are written, added up and rolled back. */
    save: (
      organizationId: string,
      importId: string,
      content: ImportContent,
      at: Date,
      complete: Complete,
    ): Promise<void> => save({ organizationId, id: importId, at }, content, complete, false),

    /** Saves why a file could not be imported. */
    fail: (
      organizationId: string,
      importId: string,
      error: { code: string; message: string },
      at: Date,
      complete: Complete,
    ) =>
      endImport(
        database,
        { organizationId, id: importId, at },
        { ...NO_ROWS, status: 'failed', error },
        complete,
      ),
  };
}

type Entry = { organizationId: string; id: string; at: Date };
type How = { undoDays: number; plausible: Plausible; hasRejection: boolean };

/** Fact versions beside one for each row: what vanishes is told some thousand facts a version. */
const MORE_VERSIONS = 100_000;

/** The writing of an import. */
function importing(
  { organizationId, id, at }: Entry,
  content: ImportContent,
  complete: Complete,
  { undoDays, plausible, hasRejection }: How,
): LongWork<FileScope> {
  const undoUntil = new Date(at.getTime() + undoDays * DAY_MS);
  const { isPreview } = content;
  return {
    organizationId,
    isPreview,
    versions: content.file.rows + MORE_VERSIONS,
    prepare: (tx) => scopeOf(tx, organizationId, content, hasRejection),
    async write(tx, writing, scope) {
      const task = { organizationId, importId: id, writing, undoUntil, plausible, hasRejection };
      const { outcome, spans } = await writeFile(tx, task, content, scope);
      if (isPreview) throw new Previewed(previewOf(outcome));
      await keepDays(tx, organizationId, id, spans);
      await finishImport(tx, organizationId, id, outcome, at);
      await endWriting(tx, organizationId, writing);
      if (outcome.written) await noteTellings(tx, organizationId, at);
      await complete(tx);
    },
  };
}
