import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { admit, type KnownCampaign } from '../../facts/domain/admit.ts';
import type { ReadReport } from '../domain/read-report.ts';
import type { Told } from '../../facts/domain/external-campaign.ts';
import { endOf } from '../domain/import-end.ts';
import { mentionsIn, spreadRejections, summedByKey, toLines } from '../domain/import-lines.ts';
import { reportedCampaigns } from '../../facts/store/external-campaigns.ts';
import { lockVersion, saveFacts } from '../../facts/store/facts.ts';
import { labelled } from '../../facts/store/parts.ts';
import { finishImport, type ImportOutcome } from './imports.ts';

/** An import stores at most this many rejected rows; `rejectedCount` counts all of them. */
const MAX_REJECTED_STORED = 1_000;
const NO_ROWS = {
  platform: null,
  rows: 0,
  accepted: 0,
  rejectedCount: 0,
  rejected: [],
  warningCount: 0,
  warnings: [],
};

/** Ends the import's job; called last in the transaction, so that both are saved or neither is. */
export type Complete = (tx: Tx) => Promise<void>;
export type ImportContent = { report: ReadReport; campaigns: ReadonlyMap<string, KnownCampaign> };
export type ImportFactStore = ReturnType<typeof importFactStore>;

/** Saves the facts, the outcome and the end of the job of an import in one transaction. */
export function importFactStore(database: Database) {
  return {
    /** Saves the facts of a report; `campaigns` has those that the file names by our own ids. */
    save: (organizationId: string, importId: string, content: ImportContent, at: Date, complete: Complete) =>
      database.transaction(async (tx) => {
        const outcome = await saveReport(tx, organizationId, content);
        await finishImport(tx, organizationId, importId, outcome, at);
        await complete(tx);
      }),

    /** Saves why a file could not be imported. */
    fail: (
      organizationId: string,
      importId: string,
      error: { code: string; message: string },
      at: Date,
      complete: Complete,
    ) =>
      database.transaction(async (tx) => {
        await finishImport(tx, organizationId, importId, { ...NO_ROWS, status: 'failed', error }, at);
        await complete(tx);
      }),
  };
}

async function saveReport(
  tx: Tx,
  organizationId: string,
  { report, campaigns: own }: ImportContent,
): Promise<ImportOutcome> {
  const told = await campaignsOf(tx, organizationId, report);
  const campaigns = new Map<string, KnownCampaign>(own);
  for (const campaign of told.values()) campaigns.set(campaign.id, campaign);
  const { admitted, rejected: unknown } = admit(toLines(report.facts, told), campaigns);
  const facts = await labelled(
    tx,
    organizationId,
    admitted.map(({ fact }) => fact),
    await lockVersion(tx, organizationId),
  );
  if (facts.length > 0) await saveFacts(tx, organizationId, summedByKey(facts));
  const rejected: RejectedRow[] = [...report.rejected, ...spreadRejections(unknown, report.facts)].sort(
    (a, b) => a.line - b.line,
  );
  const accepted = report.rows - rejected.length;
  return {
    ...endOf(accepted, rejected),
    platform: report.platform,
    rows: report.rows,
    accepted,
    rejectedCount: rejected.length,
    rejected: rejected.slice(0, MAX_REJECTED_STORED),
    warningCount: report.warningCount,
    warnings: report.warnings,
  };
}

async function campaignsOf(tx: Tx, organizationId: string, report: ReadReport): Promise<Map<string, Told>> {
  const told = new Map<string, Told>();
  for (const [platform, mentions] of mentionsIn(report.facts)) {
    const version = await lockVersion(tx, organizationId);
    const campaigns = await reportedCampaigns(tx, organizationId, platform, [...mentions.values()], version);
    [...mentions.keys()].forEach((key, i) => {
      const campaign = campaigns[i];
      if (campaign) told.set(key, campaign);
    });
  }
  return told;
}
