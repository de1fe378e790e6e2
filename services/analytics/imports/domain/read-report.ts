import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';
import { addDays } from '../../../../lib/time.ts';
import { campaignKey, dayOf, lineOf, type ReportLine } from './rows.ts';
import { type ImportOptions, readTable, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';

/** The sum of all lines of a report with the same key; `lines` are their numbers in the file. */
export type ReportFact = { readonly lines: readonly number[]; readonly report: ReportLine };

/** The content of a report. `rows` counts the lines of all facts and the rejected lines, but not total rows. */
export type ReadReport = {
  readonly platform: ImportOptions['platform'];
  readonly rows: number;
  readonly facts: readonly ReportFact[];
  readonly rejected: readonly RejectedRow[];
};

const TOTAL_WORD = '(?:grand )?(?:totals?|totale|totales|totaal|gesamt|gesamtsumme|gesamtergebnis|summe|sum)';
const TOTAL_WITH_COLON = new RegExp(`^${TOTAL_WORD}[\\s\\u00a0\\u202f]*:`, 'i');
const TOTAL_ALONE = new RegExp(`^${TOTAL_WORD}$`, 'i');

/**
 * Reads a report of Google Ads or LinkedIn Campaign Manager, or any CSV with a column map, into daily figures. When a
 * segment (device, network …) splits a campaign's day into several lines, they are added up. `today` is the present UTC
 * day.
 */
export function readReport(bytes: Uint8Array, options: ImportOptions, today: string): ReadReport {
  const table = readTable(bytes, options);
  const records = withoutTotals(table);
  const merged = new Map<string, { lines: number[]; report: ReportLine }>();
  const rejected: RejectedRow[] = [];
  const lastDay = addDays(today, 1);
  for (const record of records) {
    const line = lineOf(table, record, lastDay);
    if ('code' in line) rejected.push(line);
    else merge(merged, line, rejected);
  }
  return { platform: table.platform, rows: records.length, facts: [...merged.values()], rejected };
}

/**
 * The records without total rows and repeated headers. A total row has no day, and its first text is `Total: Account`,
 * `Gesamt: Konto`, `Total : compte` and the like, or, below the last day, the word alone. A campaign with the name
 * "Total Wine" is data.
 */
function withoutTotals(table: Table): CsvRecord[] {
  const lastData = table.records.findLastIndex((record) => dayOf(table, record) !== null);
  return table.records.filter((record, index) => {
    if (dayOf(table, record) !== null) return true;
    const label = record.cells.find((cell) => cell !== '' && !/^-{1,2}$/.test(cell)) ?? '';
    if (TOTAL_WITH_COLON.test(label)) return false;
    if (index > lastData && TOTAL_ALONE.test(label)) return false;
    return !isHeaderAgain(table, record);
  });
}

function isHeaderAgain({ header }: Table, record: CsvRecord): boolean {
  return [...header.columns.values()].every((column) => record.cells[column] === header.cells[column]);
}

function merge(
  merged: Map<string, { lines: number[]; report: ReportLine }>,
  line: ReportLine,
  rejected: RejectedRow[],
): void {
  const { platform, date, hour, adGroup, ad, keyword, currency } = line;
  const key = JSON.stringify([platform, campaignKey(line), date, hour, adGroup, ad, keyword, currency]);
  const existing = merged.get(key);
  if (!existing) {
    merged.set(key, { lines: [line.line], report: line });
    return;
  }
  const sum = addLines(existing.report, line);
  if (sum) merged.set(key, { lines: [...existing.lines, line.line], report: sum });
  else
    rejected.push({
      line: line.line,
      code: 'ROW_INVALID',
      message: 'The lines of this day add up too high.',
    });
}

function addLines(a: ReportLine, b: ReportLine): ReportLine | null {
  const plus = (x: number | null, y: number | null) =>
    x === null && y === null ? null : (x ?? 0) + (y ?? 0);
  const sum = {
    impressions: plus(a.impressions, b.impressions),
    clicks: plus(a.clicks, b.clicks),
    costMicros: plus(a.costMicros, b.costMicros),
    conversionsMicros: plus(a.conversionsMicros, b.conversionsMicros),
    valueMicros: plus(a.valueMicros, b.valueMicros),
  };
  const fits = Object.values(sum).every((value) => value === null || value <= MAX_MICROS);
  return fits ? { ...a, name: b.name ?? a.name, ...sum } : null;
}
