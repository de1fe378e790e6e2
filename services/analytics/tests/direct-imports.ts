import { importContracts } from '../../../contracts/analytics/imports.ts';
import { dayOf } from '../../../lib/time.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { campaignStore } from '../facts/store/campaigns.ts';
import { factStore } from '../facts/store/facts.ts';
import { ownCampaigns } from '../imports/domain/import-lines.ts';
import { type ReadReport, readReport } from '../imports/domain/testing/read-report.ts';
import type { ImportOptions } from '../imports/domain/table.ts';
import { importFactStore } from '../imports/store/import-facts.ts';
import { type DeletionScope, deletionStore } from '../imports/store/deletions.ts';
import { type Staging, staging } from '../imports/store/staging.ts';
import { undoStore } from '../imports/store/undo.ts';
import type { AnalyticsStack, Person } from './campaign-stand-in.ts';
import type { Database } from '../../../storage/database.ts';
import { analyticsDatabase } from './database.ts';
import { untilDone } from './interrupting.ts';
import { plausible } from './reading.ts';

export type DirectImports = ReturnType<typeof directImports>;

const reportOf = (text: string, options: ImportOptions) =>
  readReport(new TextEncoder().encode(text), options, { today: dayOf(new Date()), plausible });

const stager =
  (stage: Staging) =>
  async (organizationId: string, id: string, { content, lines }: ReadReport) => {
    await stage.clear(organizationId);
    await stage.keep(organizationId, id, JSON.stringify(lines));
    return content;
  };

const end = () => Promise.resolve();
const jobs = { enqueue: () => Promise.resolve('') };

/** Imports and takes back as the jobs do, in this thread and without waiting for a queue: for tests that do so often. */
export function directImports(
  stack: AnalyticsStack,
  database: Database = analyticsDatabase(stack.databases),
) {
  const imports = importFactStore(database, 90, plausible);
  const stageFile = stager(staging(database));
  const facts = factStore({ database, jobs });
  const undos = undoStore({ database, jobs });
  const deletions = deletionStore({ database, jobs }, 90);
  const read = (person: Person, id: string) => stack.call(importContracts.import, { id }, person);
  return {
    async upload(person: Person, text: string, params: object = {}) {
      const { organizationId } = person;
      const asked = importContracts.beginImport.params.parse(params);
      const { platform = null, currency = null, columns = {}, replaces = null, from, to, mode } = asked;
      const { id } = await stack.call(importContracts.beginImport, params, person);
      await inOrganization(organizationId, async () => {
        try {
          const file = await stageFile(organizationId, id, reportOf(text, { platform, currency, columns }));
          const ids = ownCampaigns(file.campaigns).map(({ campaignId }) => campaignId);
          const campaigns = await campaignStore(database).findMany(organizationId, ids);
          const declared = { replaces, account: null, days: from && to ? { from, to } : null };
          const content = { file, campaigns, declared, isPreview: mode === 'preview' };
          await untilDone(() => imports.save(organizationId, id, content, new Date(), end));
        } catch (error) {
          const failure = { code: 'IMPORT_UNREADABLE', message: String(error) };
          await imports.fail(organizationId, id, failure, new Date(), end);
        }
      });
      return read(person, id);
    },
    undo: undoing(undos),
    /** Saves what waits and need not any more, without waiting for the job that does. */
    settle: ({ organizationId }: Person) =>
      inOrganization(organizationId, () => facts.settle(organizationId, 1_000)),
    /** Deletes figures. @returns the entry among the imports */
    async delete(person: Person, scope: DeletionScope, isPreview = false) {
      const { organizationId, userId } = person;
      const by = { organizationId, actor: { kind: 'user', id: userId } as const, at: new Date() };
      const id = await inOrganization(organizationId, async () => {
        await deletions.requireCampaigns(organizationId, scope.campaignIds ?? []);
        const asked = await deletions.ask(by, { ...scope, isPreview });
        await untilDone(() => deletions.carryOut(organizationId, asked, new Date(), end));
        return asked;
      });
      return read(person, id);
    },
    close: () => database.close(),
  };
}

const undoing =
  (undos: ReturnType<typeof undoStore>) =>
  ({ organizationId, userId }: Person, id: string): Promise<void> =>
    inOrganization(organizationId, async () => {
      const actor = { kind: 'user', id: userId } as const;
      await undos.ask({ organizationId, id, actor, at: new Date() });
      await untilDone(() => undos.carryOut(organizationId, id, new Date(), end));
    });
