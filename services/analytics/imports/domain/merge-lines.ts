import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';
import { addFigures, FIGURES } from '../../facts/domain/fact.ts';
import { partKey, type ReportFact, type ReportLine } from './rows.ts';
import { isOfConversions, isPartition } from './segments.ts';
import { bitOf, type FileCampaign, othersOf, type StagedLine, unstaged } from './staged-line.ts';
import { FirstOf, type Listing } from './warnings.ts';

type Sum = { lines: number[]; report: ReportLine; first: StagedLine; unread: number };

/**
 * Lines of a file of one key: they are added up, and what of them is unknown stays unknown in the sum. All lines of a key must come
 * in one call, in the order of the file. It collects the lines that it rejects, and warnings of lines of which nobody
 * knows whether they add up.
 */
export class LineMerger {
  readonly rejected = new FirstOf<RejectedRow>();
  readonly #repeated = new FirstOf<ImportWarning>();
  /** By the place of a column that is no field: the first line that differs by it. */
  readonly #suspects = new Map<number, number>();
  readonly #campaigns: readonly FileCampaign[];
  /** The headers of the columns that are no fields. */
  readonly #others: readonly string[];

  constructor(campaigns: readonly FileCampaign[], others: readonly string[]) {
    this.#campaigns = campaigns;
    this.#others = others;
  }

  /** In the order of the first line of each. */
  merge(rows: readonly StagedLine[]): ReportFact[] {
    const sums = new Map<string, Sum>();
    for (const row of rows) {
      const campaign = this.#campaigns[row.campaign];
      if (!campaign) throw new Error(`the file has no campaign ${row.campaign}`);
      const line = unstaged(row, campaign);
      const key = JSON.stringify([row.campaign, row.date, row.hour, ...partKey(line)]);
      const sum = sums.get(key);
      if (!sum) {
        sums.set(key, { lines: [row.line], report: line, first: row, unread: row.unread });
        continue;
      }
      const report = addLines(sum.report, line);
      if (!report) {
        const message = 'The lines of this day add up too high.';
        this.rejected.add(row.line, { line: row.line, code: 'ROW_INVALID', message });
        continue;
      }
      this.#sayWhatSplits(sum.first, row);
      sum.report = report;
      sum.unread |= row.unread;
      sum.lines.push(row.line);
    }
    return [...sums.values()].map(({ lines, report, unread }) => ({
      lines,
      report: unread === 0 ? report : { ...report, ...unknown(unread) },
    }));
  }

  /** Its warnings, each with a line, in no order. */
  get warnings(): Listing<ImportWarning> {
    const suspects = [...this.#suspects].map(([column, line]) => {
      const name = this.#others[column] ?? '';
      const message = `Lines of one campaign and day differ by "${name.slice(0, 60)}" and were added up; check that nothing counts twice.`;
      return { line, column: name, code: 'SEGMENT_UNKNOWN', message };
    });
    const { listed, count } = this.#repeated;
    return { listed: [...suspects, ...listed], count: suspects.length + count };
  }

  #sayWhatSplits(first: StagedLine, second: StagedLine): void {
    const { line } = second;
    if (first.digest === second.digest) {
      const message = `The line says the same as line ${first.line}, word for word; both were counted.`;
      return this.#repeated.add(line, { line, column: null, code: 'LINE_REPEATED', message });
    }
    if (first.others === second.others) return;
    const [a, b] = [othersOf(first), othersOf(second)];
    const differing = this.#others.flatMap((name, column) => {
      const [left = '', right = ''] = [a[column], b[column]];
      return left !== right && /\p{L}/u.test(left + right) ? [{ name, column }] : [];
    });
    if (differing.some(({ name }) => isPartition(name) || isOfConversions(name))) return;
    for (const { column } of differing)
      this.#suspects.set(column, Math.min(line, this.#suspects.get(column) ?? line));
  }
}

const unknown = (bits: number) =>
  Object.fromEntries(FIGURES.filter((figure) => (bits & bitOf(figure)) > 0).map((figure) => [figure, null]));

function addLines(a: ReportLine, b: ReportLine): ReportLine | null {
  const sum = addFigures(a, b);
  const fits = Object.values(sum).every((value) => value === null || value <= MAX_MICROS);
  return fits ? { ...a, ...sum } : null;
}
