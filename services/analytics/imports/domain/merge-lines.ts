import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';
import { addFigures, type Figure } from '../../facts/domain/fact.ts';
import type { Field } from './columns.ts';
import type { Note } from './row-fault.ts';
import { campaignKey, partKey, type ReportFact, type ReportLine } from './rows.ts';
import { isOfConversions, isPartition } from './segments.ts';
import type { Table } from './table.ts';
import type { CsvRecord } from './text.ts';
import type { Warnings } from './warnings.ts';

const FIGURE_OF: Partial<Record<Field, Figure>> = {
  impressions: 'impressions',
  clicks: 'clicks',
  conversions: 'conversionsMicros',
  conversionValue: 'valueMicros',
  conversionValueMicros: 'valueMicros',
};

type Sum = { lines: number[]; report: ReportLine; record: CsvRecord; unread: Set<Figure> };

/**
 * The lines of a report by their keys. Lines of one key are added up; what of them is unknown stays unknown in the sum.
 * `warnings` is told of lines of which nobody knows whether they add up.
 */
export class Merged {
  readonly #sums = new Map<string, Sum>();
  readonly #suspects = new Set<number>();
  readonly #table: Table;
  readonly #warnings: Warnings;

  constructor(table: Table, warnings: Warnings) {
    this.#table = table;
    this.#warnings = warnings;
  }

  /** @returns why the line is rejected, or null */
  add(line: ReportLine, record: CsvRecord, notes: readonly Note[]): RejectedRow | null {
    const { platform, date, hour, currency } = line;
    const key = JSON.stringify([platform, campaignKey(line), date, hour, ...partKey(line), currency]);
    const sum = this.#sums.get(key);
    const report = sum ? addLines(sum.report, line) : line;
    if (!report)
      return { line: line.line, code: 'ROW_INVALID', message: 'The lines of this day add up too high.' };
    if (sum) this.#sayWhatSplits(sum.record, record);
    const unread = sum?.unread ?? new Set<Figure>();
    for (const { field, code, message } of notes) {
      const figure = FIGURE_OF[field];
      if (figure && code !== 'FIGURE_ROUNDED') unread.add(figure);
      const column = this.#table.header.cells[this.#table.header.columns.get(field) ?? -1] ?? null;
      this.#warnings.add({ line: line.line, column, code, message });
    }
    const lines = sum?.lines ?? [];
    lines.push(line.line);
    this.#sums.set(key, { lines, report, record: sum?.record ?? record, unread });
    return null;
  }

  facts(): ReportFact[] {
    return [...this.#sums.values()].map(({ lines, report, unread }) => {
      const unknown = Object.fromEntries([...unread].map((figure) => [figure, null]));
      return { lines, report: { ...report, ...unknown } };
    });
  }

  #sayWhatSplits(first: CsvRecord, second: CsvRecord): void {
    const { header } = this.#table;
    const fields = new Set(header.columns.values());
    const differing = header.cells.flatMap((name, column) => {
      const [a = '', b = ''] = [first.cells[column], second.cells[column]];
      return a === b ? [] : [{ name, column, isText: /\p{L}/u.test(a + b) && !fields.has(column) }];
    });
    if (differing.length === 0) {
      const message = `The line says the same as line ${first.line}, word for word; both were counted.`;
      this.#warnings.add({ line: second.line, column: null, code: 'LINE_REPEATED', message });
    }
    if (differing.some(({ name, isText }) => isText && (isPartition(name) || isOfConversions(name)))) return;
    for (const { name, column, isText } of differing) {
      if (!isText || this.#suspects.has(column)) continue;
      this.#suspects.add(column);
      const message = `Lines of one campaign and day differ by "${name.slice(0, 60)}" and were added up; check that nothing counts twice.`;
      this.#warnings.add({ line: second.line, column: name, code: 'SEGMENT_UNKNOWN', message });
    }
  }
}

function addLines(a: ReportLine, b: ReportLine): ReportLine | null {
  const sum = addFigures(a, b);
  const fits = Object.values(sum).every((value) => value === null || value <= MAX_MICROS);
  return fits ? { ...a, name: b.name ?? a.name, ...sum } : null;
}
