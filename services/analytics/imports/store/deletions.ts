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
import { endWriting, writeLong } from '../../facts/store/long-writing.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { shapes } from '../../shapes.ts';
import { campaignsOf, saveDeletion } from './delete-facts.ts';
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
        await carryOut(database, entry, new Date(at.getTime() + undoDays * DAY_MS), complete);
      } catch (error) {
        if (!(error instanceof Previewed)) throw error;
        await endImport(database, entry, error.outcome, complete);
      }
    },
  };
}

type Entry = { organizationId: string; id: string; at: Date };

/** Fact versions of a deletion: one, and more where linked campaigns tell of the same. */
const VERSIONS = 1_000;

/** @throws Previewed with what would have been changed, when nothing is to be */
async function carryOut(
  database: Database,
  { organizationId, id, at }: Entry,
  undoUntil: Date,
  complete: Complete,
): Promise<void> {
  const isPreview = (await pending(database, organizationId, id))?.isPreview ?? false;
  await writeLong(database, {
    organizationId,
    isPreview,
    versions: VERSIONS,
    async prepare(tx) {
      const asked = await pending(tx, organizationId, id);
      const campaigns = asked ? await campaignsOf(tx, organizationId, asked.scope) : [];
      return { campaigns, found: asked && { ...asked, campaigns } };
    },
    async write(tx, writing, asked) {
      const isAsked = asked !== null && (await pending(tx, organizationId, id)) !== null;
      if (!isAsked) {
        await endWriting(tx, organizationId, writing);
        return complete(tx);
      }
      const { campaigns, scope } = asked;
      const { outcome, facts } = await saveDeletion(
        tx,
        { organizationId, writing, undoUntil },
        scope,
        campaigns,
      );
      if (isPreview) throw new Previewed(previewOf(outcome));
      const spans = new ToldSpans();
      spans.add(facts);
      await keepDays(tx, organizationId, id, spans);
      await finishImport(tx, organizationId, id, outcome, at);
      await endWriting(tx, organizationId, writing);
      if (outcome.written) await noteTellings(tx, organizationId, at);
      await complete(tx);
    },
  });
}

async function pending(
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  id: string,
): Promise<{ scope: DeletionScope; isPreview: boolean } | null> {
  const [row] = await tx.query(READ, [organizationId, id]);
  if (!row || row.from === null || row.to === null || row.status !== 'pending') return null;
  const { platform, campaigns: campaignIds, from, to, preview: isPreview } = row;
  return { scope: { platform, campaignIds, range: { from, to } }, isPreview };
}
