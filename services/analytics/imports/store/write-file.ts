import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import type { Tx } from '../../../../storage/database.ts';
import { admit } from '../../facts/domain/admit.ts';
import { type Fact, FIGURES } from '../../facts/domain/fact.ts';
import { saveFacts, type Written } from '../../facts/store/save-facts.ts';
import type { LongWriting } from '../../facts/store/writing.ts';
import { labelled } from '../../facts/store/parts.ts';
import { warningsOf } from '../domain/all-warnings.ts';
import { endOf } from '../domain/import-end.ts';
import { spreadRejections, summedByKey, toLines } from '../domain/import-lines.ts';
import { LineMerger } from '../domain/merge-lines.ts';
import { type Plausible, PlausibilityCheck } from '../domain/plausible.ts';
import type { ReportFact } from '../domain/rows.ts';
import { ToldParts } from '../domain/scope.ts';
import { bitOf } from '../domain/staged-line.ts';
import { FirstOf, type Listing, listingOf } from '../domain/warnings.ts';
import { changesOf, totalsOfDays, withOwnChanges } from './day-totals.ts';
import { ToldSpans } from './import-days.ts';
import type { ImportOutcome } from './imports.ts';
import { slicesOf } from './staging.ts';
import type { FileScope, ImportContent } from './file-scope.ts';
import { groupsOn, type ToldFile, toldPlatforms } from './told-file.ts';
import { findEmptied, findOthers, goneOf, missingOf, type Others, type ToldPlatform } from './vanished.ts';

/** A line was rejected after others were written on the word that none is: what vanishes depends on it. The file is written anew. */
export class LaterRejection extends Error {}

type Task = {
  organizationId: string;
  importId: string;
  writing: LongWriting;
  undoUntil: Date;
  plausible: Plausible;
  /** Whether it is known that adding lines up will reject some. */
  hasRejection: boolean;
};

/**
 * Writes the staged lines of a file as facts, slice by slice, within the transaction of a long writing that has its campaigns; it holds one
 * slice in memory at a time. @throws LaterRejection
 */
export async function writeFile(
  tx: Tx,
  task: Task,
  content: ImportContent,
  { told, claim, empty, inAccounts }: FileScope,
): Promise<{ outcome: ImportOutcome; spans: ToldSpans }> {
  const { organizationId, importId, undoUntil, writing: by } = task;
  const { file } = content;
  const platforms = await toldPlatforms(tx, organizationId, importId, told, inAccounts);
  const measures = FIGURES.filter((figure) => empty !== null || (file.measures & bitOf(figure)) > 0);
  const isToldAgain = (platform: ToldPlatform) => tellsAgain(tx, task, content, told, platform);
  const others =
    empty === null
      ? await findOthers(tx, organizationId, claim, platforms, isToldAgain)
      : await findEmptied(tx, organizationId, empty, inAccounts.get(empty.platform) ?? []);
  const dates = datesOf(platforms, others);
  const before = await totalsOfDays(tx, organizationId, dates);

  const writing = new Writing(tx, organizationId, by);
  const lines = await writeLines(tx, task, content, told, async (facts) => {
    await writing.write(
      facts,
      claim.replaces === 'rows' ? null : await missingOf(tx, organizationId, facts, measures),
    );
  });
  for await (const gone of goneOf(tx, organizationId, others.days, measures))
    await writing.write([], gone, empty === null ? [] : gone.gone);

  const { parts, written, spans, vanishedRows } = writing;
  const tells = empty !== null || !parts.isEmpty;
  const warnings = withVanished(lines.warnings, vanishedRows);
  const accepted = file.rows - lines.rejected.count;
  const outcome: ImportOutcome = {
    ...endOf(accepted, lines.rejected.listed),
    platform: file.platform,
    rows: file.rows,
    accepted,
    rejectedCount: lines.rejected.count,
    rejected: lines.rejected.listed,
    warningCount: warnings.count,
    warnings: warnings.listed,
    scope: tells ? parts.scope(claim, { replaces: others.replaces, rows: vanishedRows }) : null,
    changes: tells ? changesOf(before, await withOwnChanges(tx, organizationId, before)) : [],
    written: written && { ...written, undoUntil },
  };
  return { outcome, spans };
}

/** The days of which a file changes something. */
function datesOf(platforms: readonly ToldPlatform[], others: Others): ReadonlySet<string> {
  const dates = new Set(others.days.map(({ date }) => date));
  for (const { days } of platforms) for (const own of days.values()) for (const date of own) dates.add(date);
  return dates;
}

/** Gives `write` the facts of a file, slice by slice. Answers what all of its lines came to. @throws LaterRejection */
async function writeLines(
  tx: Tx,
  { organizationId, importId, plausible, hasRejection }: Task,
  { file }: ImportContent,
  told: ToldFile,
  write: (facts: readonly Fact[]) => Promise<void>,
): Promise<{ rejected: Listing<RejectedRow>; warnings: Listing<ImportWarning> }> {
  const isRejection = file.rejected.count + told.inadmissible > 0 || hasRejection;
  const merger = new LineMerger(file.campaigns, file.columns.others);
  const check = new PlausibilityCheck(file.columns, plausible);
  const unknown = new FirstOf<RejectedRow>();
  for await (const { rows, endsGroups } of slicesOf(tx, organizationId, importId, told.groups)) {
    const merged = merger.merge(rows);
    if (merger.rejected.count > 0 && !isRejection) throw new LaterRejection();
    check.add(merged);
    if (endsGroups) check.endCampaigns();
    const { facts, rejected } = await factsOf(tx, organizationId, merged, told);
    for (const row of spreadRejections(rejected, merged)) unknown.add(row.line, row);
    if (facts.length > 0) await write(facts);
  }
  return {
    rejected: rejectionsOf([file.rejected, unknown, merger.rejected]),
    warnings: warningsOf(file, merger.warnings, check.end()),
  };
}

/** What of a file has been written. */
class Writing {
  readonly parts = new ToldParts();
  readonly spans = new ToldSpans();
  vanishedRows = 0;
  written: Written | null = null;
  readonly #tx: Tx;
  readonly #organizationId: string;
  readonly #by: LongWriting;

  constructor(tx: Tx, organizationId: string, by: LongWriting) {
    this.#tx = tx;
    this.#organizationId = organizationId;
    this.#by = by;
  }

  /** @param told what the file shows of its scope: its own facts, or what vanishes where it says that there are none */
  async write(facts: readonly Fact[], vanished: VanishedPart | null, told = facts): Promise<void> {
    const all = [...facts, ...(vanished?.gone ?? [])];
    const saved = await saveFacts(this.#tx, this.#organizationId, all, vanished?.whole ?? [], this.#by);
    this.parts.add(told);
    this.spans.add(all);
    this.vanishedRows += vanished?.rows ?? 0;
    if (saved.lastVersion < saved.firstVersion) return;
    this.written = { ...saved, firstVersion: this.written?.firstVersion ?? saved.firstVersion };
  }
}

type VanishedPart = Pick<Awaited<ReturnType<typeof missingOf>>, 'gone' | 'rows' | 'whole'>;

/** The facts that merged lines of a file tell. */
async function factsOf(
  tx: Tx,
  organizationId: string,
  merged: readonly ReportFact[],
  { told, known }: ToldFile,
) {
  const { admitted, rejected } = admit(toLines(merged, told), known);
  const facts = await labelled(
    tx,
    organizationId,
    admitted.map(({ fact }) => fact),
    null,
  );
  return { facts: summedByKey(facts), rejected };
}

/** Whether a file tells again something that was known of a platform. */
async function tellsAgain(
  tx: Tx,
  { organizationId, importId }: Task,
  { file }: ImportContent,
  told: ToldFile,
  { platform }: ToldPlatform,
): Promise<boolean> {
  const merger = new LineMerger(file.campaigns, file.columns.others);
  for await (const { rows } of slicesOf(tx, organizationId, importId, groupsOn(platform, told))) {
    const { facts } = await factsOf(tx, organizationId, merger.merge(rows), told);
    const here = facts.filter((fact) => fact.platform === platform);
    if ((await missingOf(tx, organizationId, here, [])).toldAgain > 0) return true;
  }
  return false;
}

/** Rejected rows in the order of the file. */
function rejectionsOf(parts: readonly Listing<RejectedRow>[]): Listing<RejectedRow> {
  const first = new FirstOf<RejectedRow>();
  for (const { listed } of parts) for (const row of listed) first.add(row.line, row);
  return { listed: first.listed, count: parts.reduce((sum, { count }) => sum + count, 0) };
}

/** What vanishes is no fault of the file, but moves money: who sent it should see it beside the counts. */
function withVanished(warnings: Listing<ImportWarning>, rows: number): Listing<ImportWarning> {
  if (rows === 0) return warnings;
  const message = `${rows} earlier ${rows === 1 ? 'row is' : 'rows are'} not in this file, which tells all of their scope, and ${rows === 1 ? 'counts' : 'count'} no more.`;
  const warning = { line: 1, column: null, code: 'ROWS_VANISHED', message };
  return listingOf([{ listed: [warning], count: 1 }, warnings]);
}
