import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { ImportStatus } from '../../../../contracts/analytics/imports.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import {
  day,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import { endWriting, writeLong } from '../../facts/store/long-writing.ts';
import { takeBack } from '../../facts/store/take-back.ts';
import { noteTellings } from '../../facts/store/telling.ts';
import type { Complete } from './import-end.ts';

const LOCK = statement(
  `SELECT status, first_version AS "firstVersion", last_version AS "lastVersion", undo_until AS "undoUntil"
     FROM imports WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
  {
    status: oneOf(ImportStatus.options),
    firstVersion: nullable(integer),
    lastVersion: nullable(integer),
    undoUntil: nullable(instant),
  },
);
const SPANS = statement(
  `SELECT campaign_id AS "campaignId", platform, first_day AS "from", last_day AS "to" FROM import_days
    WHERE organization_id = $1 AND import_id = $2`,
  { campaignId: uuid, platform: text, from: day, to: day },
);
const ASK = `UPDATE imports SET status = 'undoing', updated_at = $3 WHERE organization_id = $1 AND id = $2`;
const DONE = `UPDATE imports SET status = 'undone', undone_at = $3, updated_at = $3 WHERE organization_id = $1 AND id = $2`;

type Asked = { organizationId: string; id: string; actor: AuditEvent['actor']; at: Date };
export type UndoStore = ReturnType<typeof undoStore>;

/** Takes imports back. */
export function undoStore({ database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> }) {
  return {
    /**
     * Asks for an import to be taken back, unless it is being so or was. @throws AppError IMPORT_NOT_FOUND, IMPORT_NOT_UNDOABLE
     */
    ask: ({ organizationId, id, actor, at }: Asked): Promise<void> =>
      database.transaction(async (tx) => {
        const row = await lock(tx, organizationId, id);
        if (row.status === 'undoing' || row.status === 'undone') return;
        if (row.undoUntil === null) throw notUndoable('It changed no figure.');
        if (row.undoUntil <= at)
          throw notUndoable(`It could be taken back until ${row.undoUntil.toISOString()}.`);
        await tx.execute(ASK, [organizationId, id, at]);
        await jobs.enqueue(
          tx,
          jobKinds.undoImport,
          { organizationId, importId: id },
          { id, key: organizationId },
        );
        const subject = { kind: 'import', id };
        await audit(tx, { organizationId, actor, action: 'import.undo_requested', subject });
      }),

    /** Takes back what was asked for; nothing happens when that was done. */
    carryOut: (organizationId: string, id: string, at: Date, complete: Complete): Promise<void> =>
      writeLong(database, {
        organizationId,
        isPreview: false,
        versions: 1,
        async prepare(tx) {
          const spans = await tx.query(SPANS, [organizationId, id]);
          return { campaigns: spans.map(({ campaignId }) => campaignId), found: spans };
        },
        async write(tx, writing, spans) {
          const { status, firstVersion, lastVersion } = await lock(tx, organizationId, id);
          const isAsked = status === 'undoing' && firstVersion !== null && lastVersion !== null;
          if (isAsked) {
            await takeBack(tx, organizationId, { firstVersion, lastVersion }, spans, writing);
            await tx.execute(DONE, [organizationId, id, at]);
          }
          await endWriting(tx, organizationId, writing);
          if (isAsked) await noteTellings(tx, organizationId, at);
          await complete(tx);
        },
      }),
  };
}

async function lock(tx: Tx, organizationId: string, id: string) {
  const [row] = await tx.query(LOCK, [organizationId, id]);
  if (!row) throw new AppError('IMPORT_NOT_FOUND');
  return row;
}

const notUndoable = (detail: string) => new AppError('IMPORT_NOT_UNDOABLE', { detail });
