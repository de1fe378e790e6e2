import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { admit, type KnownCampaign } from '../../facts/domain/admit.ts';
import type { ReadReport } from '../domain/read-report.ts';
import type { Told } from '../../facts/domain/external-campaign.ts';
import { endOf } from '../domain/import-end.ts';
import { mentionsIn, spreadRejections, summedByKey, toLines } from '../domain/import-lines.ts';
import { reportedCampaigns } from '../../facts/store/external-campaigns.ts';
import { lockVersion, saveFacts } from '../../facts/store/facts.ts';
import { labelled } from '../../facts/store/parts.ts';
import type { Fact } from '../../facts/domain/fact.ts';
import { noteTellings } from '../../facts/store/telling.ts';
import {
  type Claim,
  claimOf,
  type Declared,
  type EmptyAccount,
  emptyAccountOf,
  scopeOf,
} from '../domain/scope.ts';
import { MAX_WARNINGS } from '../domain/warnings.ts';
import { changesOf, totalsOfDays } from './day-totals.ts';
import { type Complete, endImport, Previewed, previewOf } from './import-end.ts';
import { keepDays } from './import-days.ts';
import { finishImport, type ImportOutcome } from './imports.ts';
import { findEmptied, findVanished } from './vanished.ts';

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
  scope: null,
  changes: [],
  written: null,
};

/** What is imported; `campaigns` has those that the file names by our own ids. */
export type ImportContent = {
  report: ReadReport;
  campaigns: ReadonlyMap<string, KnownCampaign>;
  declared: Declared;
  isPreview: boolean;
};
export type ImportFactStore = ReturnType<typeof importFactStore>;

/** Saves the facts, the outcome and the end of the job of an import in one transaction. */
export function importFactStore(database: Database, undoDays: number) {
  return {
    /** Saves a report; of a preview only what it would have changed: its facts are written, added up and rolled back. */
    async save(
      organizationId: string,
      importId: string,
      content: ImportContent,
      at: Date,
      complete: Complete,
    ) {
      const undoUntil = new Date(at.getTime() + undoDays * DAY_MS);
      try {
        await database.transaction(async (tx) => {
          const { outcome, facts } = await saveReport(tx, organizationId, content, undoUntil);
          if (content.isPreview) throw new Previewed(previewOf(outcome));
          await keepDays(tx, organizationId, importId, facts);
          await finishImport(tx, organizationId, importId, outcome, at);
          if (outcome.written) await noteTellings(tx, organizationId, at);
          await complete(tx);
        });
      } catch (error) {
        if (!(error instanceof Previewed)) throw error;
        await endImport(database, { organizationId, id: importId, at }, error.outcome, complete);
      }
    },

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

async function saveReport(
  tx: Tx,
  organizationId: string,
  { report, campaigns: own, declared }: ImportContent,
  undoUntil: Date,
): Promise<{ outcome: ImportOutcome; facts: readonly Fact[] }> {
  await lockVersion(tx, organizationId);
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
  const rejected: RejectedRow[] = [...report.rejected, ...spreadRejections(unknown, report.facts)].sort(
    (a, b) => a.line - b.line,
  );
  const accepted = report.rows - rejected.length;
  const claim = claimOf(report.extent, declared, rejected.length);
  const empty = emptyAccountOf(report, claim, declared);
  const saved = await saveTelling(tx, organizationId, { claim, empty }, summedByKey(facts));
  const { warnings, warningCount } = withVanished(report, saved.scope?.vanishedRows ?? 0);
  const outcome = {
    ...endOf(accepted, rejected),
    platform: report.platform,
    rows: report.rows,
    accepted,
    rejectedCount: rejected.length,
    rejected: rejected.slice(0, MAX_REJECTED_STORED),
    warningCount,
    warnings,
    scope: saved.scope,
    changes: saved.changes,
    written: saved.written && { ...saved.written, undoUntil },
  };
  return { outcome, facts: saved.facts };
}

/** Saves the facts of a file and what vanishes by it. */
async function saveTelling(
  tx: Tx,
  organizationId: string,
  { claim, empty }: { claim: Claim; empty: EmptyAccount | null },
  facts: readonly Fact[],
) {
  if (facts.length === 0 && empty === null) return { facts, scope: null, changes: [], written: null };
  const vanished =
    empty === null
      ? await findVanished(tx, organizationId, claim, facts)
      : await findEmptied(tx, organizationId, empty);
  const all = [...facts, ...vanished.gone];
  const days = all.map(({ date }) => date);
  const before = await totalsOfDays(tx, organizationId, days);
  const written = await saveFacts(tx, organizationId, all, vanished.whole);
  const changes = changesOf(before, await totalsOfDays(tx, organizationId, days));
  return {
    facts: all,
    scope: scopeOf(claim, vanished, facts.length > 0 ? facts : vanished.gone),
    changes,
    written: written.lastVersion < written.firstVersion ? null : written,
  };
}

/** What vanishes is no fault of the file, but moves money: who sent it should see it beside the counts. */
function withVanished({ warnings, warningCount }: ReadReport, rows: number) {
  if (rows === 0) return { warnings, warningCount };
  const message = `${rows} earlier ${rows === 1 ? 'row is' : 'rows are'} not in this file, which tells all of their scope, and ${rows === 1 ? 'counts' : 'count'} no more.`;
  const warning = { line: 1, column: null, code: 'ROWS_VANISHED', message };
  return { warnings: [warning, ...warnings].slice(0, MAX_WARNINGS), warningCount: warningCount + 1 };
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
