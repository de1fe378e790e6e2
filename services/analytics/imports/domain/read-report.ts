import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import { addDays } from '../../../../lib/time.ts';
import { Merged } from './merge-lines.ts';
import { checkPeriods } from './periods.ts';
import { checkPlausible, type Plausible } from './plausible.ts';
import type { Note } from './row-fault.ts';
import { grainOfRows, lineOf, type ReportFact } from './rows.ts';
import { type ImportOptions, readTable } from './table.ts';
import type { Extent } from './scope.ts';
import { checkTotals, partTotals, splitTotals } from './totals.ts';
import { Warnings } from './warnings.ts';

/**
 * The content of a report. `rows` counts the lines of all facts and the rejected lines, but not total rows. `warnings`
 * lists the first of `warningCount`.
 */
export type ReadReport = {
  readonly platform: ImportOptions['platform'];
  readonly rows: number;
  readonly facts: readonly ReportFact[];
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly ImportWarning[];
  readonly warningCount: number;
  readonly extent: Extent;
  /** What its rows are broken down by, also where it has none (facts/domain/fact.ts `grainOf`). */
  readonly grain: number;
};

/**
 * Reads a report of Google Ads or LinkedIn Campaign Manager, or any CSV with a column map, into daily figures. When a
 * segment (device, network …) splits a campaign's day into several lines, they are added up. `today` is the present UTC
 * day. @throws AppError IMPORT_UNREADABLE
 */
export function readReport(
  bytes: Uint8Array,
  options: ImportOptions,
  { today, plausible }: { today: string; plausible: Plausible },
): ReadReport {
  const warnings = new Warnings();
  const table = readTable(bytes, options, warnings);
  checkPeriods(table, warnings);
  const parts = splitTotals(table);
  const rejected: RejectedRow[] = [];
  const merged = new Merged(table, warnings);
  const lastDay = addDays(today, 1);
  const totalIn = partTotals(table);
  for (const record of parts.data) {
    const total = totalIn(record);
    if (total !== null) {
      const message = `The line is a total (${total.slice(0, 60)}) of other lines and was not counted.`;
      rejected.push({ line: record.line, code: 'ROW_TOTAL', message });
      continue;
    }
    const notes: Note[] = [];
    const line = lineOf(table, record, lastDay, notes);
    const fault = 'code' in line ? line : merged.add(line, record, notes);
    if (fault) rejected.push(fault);
  }
  const facts = merged.facts();
  const totals = checkTotals(table, parts, warnings);
  checkPlausible(table, facts, plausible, warnings);
  if (parts.data.length === 0)
    warnings.add({
      line: table.headerLine,
      column: null,
      code: 'NO_ROWS',
      message: 'The file has a header and no rows.',
    });
  const { listed, count } = warnings;
  const { platform } = table;
  const extent = { range: table.range, totals };
  return {
    platform,
    rows: parts.data.length,
    facts,
    rejected,
    warnings: listed,
    warningCount: count,
    extent,
    grain: grainOfRows(table),
  };
}
