import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { admit, type KnownCampaign } from '../../facts/domain/admit.ts';
import type { ReadReport } from '../domain/read-report.ts';
import type { External } from '../../facts/domain/external-campaign.ts';
import { mentionsIn, spreadRejections, toLines } from '../domain/import-lines.ts';
import { lastOfEachKey } from '../../facts/domain/normalise.ts';
import { externalCampaigns } from '../../facts/store/external-campaigns.ts';
import { lockVersion, saveFacts } from '../../facts/store/facts.ts';
import { finishImport, type ImportOutcome } from './imports.ts';

const LISTED = 1_000;
const NOTHING = { platform: null, rows: 0, accepted: 0, rejectedCount: 0, rejected: [] };

/** What is done last in the transaction, with it or not at all: the end of the job. */
export type Complete = (tx: Tx) => Promise<void>;
export type ReadFile = { report: ReadReport; known: ReadonlyMap<string, KnownCampaign> };
export type ImportFactStore = ReturnType<typeof importFactStore>;

/** The end of an import: facts, outcome and job in one transaction. */
export function importFactStore(database: Database) {
  return {
    /** Saves what a report says; `known` has the campaigns behind our own ids in it. */
    save: (organizationId: string, importId: string, file: ReadFile, at: Date, complete: Complete) =>
      database.transaction(async (tx) => {
        const outcome = await saveReport(tx, organizationId, file);
        await finishImport(tx, organizationId, importId, outcome, at);
        await complete(tx);
      }),

    /** Writes why a file could not be read. */
    fail: (
      organizationId: string,
      importId: string,
      error: { code: string; message: string },
      at: Date,
      complete: Complete,
    ) =>
      database.transaction(async (tx) => {
        await finishImport(tx, organizationId, importId, { ...NOTHING, status: 'failed', error }, at);
        await complete(tx);
      }),
  };
}

async function saveReport(
  tx: Tx,
  organizationId: string,
  { report, known }: ReadFile,
): Promise<ImportOutcome> {
  await lockVersion(tx, organizationId);
  const external = await externalsOf(tx, organizationId, report);
  const campaigns = new Map<string, KnownCampaign>(known);
  for (const campaign of external.values()) campaigns.set(campaign.id, campaign);
  const { admitted, rejected: refused } = admit(toLines(report.facts, external), campaigns);
  if (admitted.length > 0) await saveFacts(tx, organizationId, lastOfEachKey(admitted));
  const rejected: RejectedRow[] = [...report.rejected, ...spreadRejections(refused, report.facts)].sort(
    (a, b) => a.line - b.line,
  );
  return {
    status: 'succeeded',
    platform: report.platform,
    rows: report.rows,
    accepted: report.rows - rejected.length,
    rejectedCount: rejected.length,
    rejected: rejected.slice(0, LISTED),
    error: null,
  };
}

async function externalsOf(
  tx: Tx,
  organizationId: string,
  report: ReadReport,
): Promise<Map<string, External>> {
  const found = new Map<string, External>();
  for (const [platform, mentions] of mentionsIn(report.facts)) {
    const campaigns = await externalCampaigns(tx, organizationId, platform, [...mentions.values()]);
    [...mentions.keys()].forEach((key, i) => {
      const campaign = campaigns[i];
      if (campaign) found.set(key, campaign);
    });
  }
  return found;
}
