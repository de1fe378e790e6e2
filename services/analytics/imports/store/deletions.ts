import { v7 as uuidv7 } from 'uuid';
import { ImportStatus } from '../../../../contracts/analytics/imports.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { boolean, day, nullable, oneOf, statement, uuid, uuids } from '../../../../storage/statement.ts';
import { readSides } from '../../facts/store/links.ts';
import { lockVersion } from '../../facts/store/facts.ts';
import { settleAll } from '../../facts/store/settle-all.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { shapes } from '../../shapes.ts';
import { saveDeletion } from './delete-facts.ts';
import { keepDays, ToldSpans } from './import-days.ts';
import { type Complete, endImport, Previewed, previewOf } from './import-end.ts';
import { finishImport } from './imports.ts';
import { noteTellings } from '../../facts/store/telling.ts';

const INSERT = `
  INSERT INTO imports (organization_id, id, kind, status, platform, covers_from, covers_to, campaigns, preview, chunks, shape,
         created_at, updated_at)
  VALUES ($1, $2, 'deletion', 'pending', $3, $4, $5, $6, $7, 0, $8, $9, $9)`;
const READ = statement(
  `SELECT id, status, platform, covers_from AS "from", covers_to AS "to", campaigns, preview FROM imports
    WHERE organization_id = $1 AND id = $2 AND kind = 'deletion'`,
  {
    ...{ id: uuid, status: oneOf(ImportStatus.options), platform: nullable(oneOf(PLATFORMS)) },
    ...{ from: nullable(day), to: nullable(day), campaigns: nullable(uuids), preview: boolean },
  },
);

/** What is deleted: null stands for all. */
export type DeletionScope = {
  readonly platform: Platform | null;
  readonly campaignIds: readonly string[] | null;
  readonly range: DayRange;
};
type Asked = { organizationId: string; actor: AuditEvent['actor']; at: Date };
export type DeletionStore = ReturnType<typeof deletionStore>;

/** Figures that are deleted by their scope: they are told to be gone, by an entry among the imports. */
export function deletionStore(
  { database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> },
  undoDays: number,
) {
  return {
    /** @throws AppError CAMPAIGN_NOT_FOUND for one that the organisation does not have */
    async requireCampaigns(organizationId: string, ids: readonly string[]): Promise<void> {
      const known = await readSides(database, organizationId, ids);
      if (ids.some((id) => !known.has(id))) throw new AppError('CAMPAIGN_NOT_FOUND');
    },

    /** Asks for it. @returns the id of the entry */
    ask: (
      { organizationId, actor, at }: Asked,
      { platform, campaignIds, range, isPreview }: DeletionScope & { isPreview: boolean },
    ): Promise<string> =>
      database.transaction(async (tx) => {
        const id = uuidv7();
        const { number } = shapes.importScope;
        const values = [id, platform, range.from, range.to, campaignIds, isPreview, number, at];
        await tx.execute(INSERT, [organizationId, ...values]);
        await jobs.enqueue(
          tx,
          jobKinds.deleteFigures,
          { organizationId, importId: id },
          { id, key: organizationId },
        );
        const detail = { platform, campaignIds, ...range, isPreview };
        const subject = { kind: 'import', id };
        await audit(tx, { organizationId, actor, action: 'figures.deletion_requested', subject, detail });
        return id;
      }),

    /** Does what was asked for; nothing happens when that was done. Rows that were accepted before are saved first. */
    async carryOut(organizationId: string, id: string, at: Date, complete: Complete): Promise<void> {
      const entry = { organizationId, id, at };
      try {
        await database.transaction(async (tx) => {
          await carryOut(tx, entry, new Date(at.getTime() + undoDays * DAY_MS));
          await complete(tx);
        });
      } catch (error) {
        if (!(error instanceof Previewed)) throw error;
        await endImport(database, entry, error.outcome, complete);
      }
    },
  };
}

type Entry = { organizationId: string; id: string; at: Date };

/** @throws Previewed with what would have been changed, when nothing is to be */
async function carryOut(tx: Tx, { organizationId, id, at }: Entry, undoUntil: Date): Promise<void> {
  await lockVersion(tx, organizationId);
  const asked = await pending(tx, organizationId, id);
  if (!asked) return;
  await settleAll(tx, organizationId);
  const { outcome, facts } = await saveDeletion(tx, organizationId, asked.scope, undoUntil);
  if (asked.isPreview) throw new Previewed(previewOf(outcome));
  const spans = new ToldSpans();
  spans.add(facts);
  await keepDays(tx, organizationId, id, spans);
  await finishImport(tx, organizationId, id, outcome, at);
  if (outcome.written) await noteTellings(tx, organizationId, at);
}

async function pending(
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<{ scope: DeletionScope; isPreview: boolean } | null> {
  const [row] = await tx.query(READ, [organizationId, id]);
  if (!row || row.from === null || row.to === null || row.status !== 'pending') return null;
  const { platform, campaigns: campaignIds, from, to, preview: isPreview } = row;
  return { scope: { platform, campaignIds, range: { from, to } }, isPreview };
}
