import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { addDays } from '../../../../lib/time.ts';
import { FIGURES, grainOf } from '../../facts/domain/fact.ts';
import type { Field } from './columns.ts';
import { checkPeriods } from './periods.ts';
import type { Note } from './row-fault.ts';
import { campaignKey, grainOfRows, lineOf, type ReportLine } from './rows.ts';
import type { Extent } from './scope.ts';
import { bitOf, type FileCampaign, type StagedLine, staged, unreadIn } from './staged-line.ts';
import { DataReader, type FoundTable } from './table-reader.ts';
import type { ImportOptions } from './table.ts';
import type { CsvRecord } from './text.ts';
import { kindOf, partTotals, TotalsCheck } from './totals.ts';
import { unreadable } from './unreadable.ts';
import { FirstOf, type Listing, Warnings } from './warnings.ts';

/** The headers of a file: of each field, and of the columns that are none. */
export type Columns = {
  readonly names: Readonly<Partial<Record<Field, string>>>;
  readonly others: readonly string[];
  readonly headerLine: number;
};

/**
 * What a file tells beside its lines, which are staged. `rows` counts its lines and the rejected ones, but not total rows. `measures`
 * has a bit for each figure that a line tells. Warnings are of the table, of lines (`notes`) and of its totals.
 */
export type FileContent = {
  readonly platform: ImportOptions['platform'];
  readonly rows: number;
  readonly campaigns: readonly FileCampaign[];
  /** The platforms' ids of its ad groups and ads. */
  readonly partIds: readonly { readonly platform: Platform; readonly externalId: string }[];
  readonly measures: number;
  /** What its lines are broken down by, also where it has none (facts/domain/fact.ts `grainOf`). */
  readonly grain: number;
  readonly rejected: Listing<RejectedRow>;
  readonly warnings: Readonly<Record<'table' | 'notes' | 'totals', Listing<ImportWarning>>>;
  readonly extent: Extent;
  readonly columns: Columns;
};

/** How many campaigns a file may have: they are kept while it is read. */
export type LineLimits = { readonly campaigns: number };

/**
 * Reads the lines of a report of Google Ads or LinkedIn Campaign Manager, or of any CSV with a column map, from a text that comes
 * piece by piece. It keeps no line. `today` is the present UTC day. @throws AppError IMPORT_UNREADABLE, from each of its
 * calls
 */
export class LineReader {
  readonly #found: FoundTable;
  readonly #records: DataReader;
  readonly #lastDay: string;
  readonly #limits: LineLimits;
  readonly #totals: TotalsCheck;
  readonly #totalIn: (record: CsvRecord) => string | null;
  readonly #others: readonly number[];
  readonly #campaigns = new Map<string, FileCampaign & { place: number; namedOn: string }>();
  readonly #partIds = new Map<Platform, Set<string>>();
  readonly #rejected = new FirstOf<RejectedRow>();
  readonly #table: Warnings;
  readonly #notes = new FirstOf<ImportWarning>();
  #rows = 0;
  #measures = 0;

  /** @param warnings what was said of the table until now */
  constructor(
    found: FoundTable,
    { today, limits }: { today: string; limits: LineLimits },
    warnings: Warnings,
  ) {
    const { table } = found;
    this.#found = found;
    this.#records = new DataReader(found);
    this.#lastDay = addDays(today, 1);
    this.#limits = limits;
    this.#table = warnings;
    this.#totals = new TotalsCheck(table);
    this.#totalIn = partTotals(table);
    const fields = new Set(table.header.columns.values());
    this.#others = [...table.header.cells.keys()].filter((column) => !fields.has(column));
    checkPeriods(table, warnings);
  }

  push(text: string): StagedLine[] {
    return this.#lines(this.#records.push(text));
  }

  end(): { lines: StagedLine[]; content: FileContent } {
    const lines = this.#lines(this.#records.end());
    const { table } = this.#found;
    const warnings = new Warnings();
    const totals = this.#totals.end(warnings);
    if (this.#rows === 0)
      warnings.add({
        line: table.headerLine,
        column: null,
        code: 'NO_ROWS',
        message: 'The file has a header and no rows.',
      });
    const { cells, columns } = table.header;
    const content: FileContent = {
      platform: table.platform,
      rows: this.#rows,
      campaigns: [...this.#campaigns.values()].map(({ place: _, namedOn: __, ...campaign }) => campaign),
      partIds: [...this.#partIds].flatMap(([platform, ids]) =>
        [...ids].map((externalId) => ({ platform, externalId })),
      ),
      measures: this.#measures,
      grain: grainOfRows(table),
      rejected: plain(this.#rejected),
      warnings: { table: plain(this.#table), notes: plain(this.#notes), totals: plain(warnings) },
      extent: { range: table.range, totals },
      columns: {
        names: Object.fromEntries([...columns].map(([field, column]) => [field, cells[column] ?? ''])),
        others: this.#others.map((column) => cells[column] ?? ''),
        headerLine: table.headerLine,
      },
    };
    return { lines, content };
  }

  #lines(records: readonly CsvRecord[]): StagedLine[] {
    const lines: StagedLine[] = [];
    for (const record of records) {
      const kind = kindOf(this.#found.table, record);
      if (kind === 'total') this.#totals.addTotal(record);
      if (kind !== 'data') continue;
      this.#rows += 1;
      this.#totals.add(record);
      const line = this.#line(record);
      if ('code' in line) this.#rejected.add(line.line, line);
      else lines.push(line);
    }
    return lines;
  }

  #line(record: CsvRecord): StagedLine | RejectedRow {
    const total = this.#totalIn(record);
    if (total !== null) {
      const message = `The line is a total (${total.slice(0, 60)}) of other lines and was not counted.`;
      return { line: record.line, code: 'ROW_TOTAL', message };
    }
    const { table } = this.#found;
    const notes: Note[] = [];
    const line = lineOf(table, record, this.#lastDay, notes);
    if ('code' in line) return line;
    for (const { field, code, message } of notes) {
      const column = table.header.cells[table.header.columns.get(field) ?? -1] ?? null;
      this.#notes.add(line.line, { line: line.line, column, code, message });
    }
    this.#keepIds(line);
    for (const figure of FIGURES) if (line[figure] !== null) this.#measures |= bitOf(figure);
    const all = table.header.cells.map((_, column) => record.cells[column] ?? '');
    const others = this.#others.map((column) => all[column] ?? '');
    return staged(line, this.#campaignOf(line), unreadIn(notes), { all, others });
  }

  #keepIds({ platform, adGroupExternalId, adExternalId }: ReportLine): void {
    if (adGroupExternalId === null && adExternalId === null) return;
    const ids = this.#partIds.get(platform) ?? new Set<string>();
    this.#partIds.set(platform, ids);
    for (const id of [adGroupExternalId, adExternalId]) if (id !== null) ids.add(id);
  }

  #campaignOf(line: ReportLine): number {
    const { platform, account, campaignId, campaignExternalId, name, currency } = line;
    const key = `${platform} ${currency} ${campaignKey(line)}`;
    let campaign = this.#campaigns.get(key);
    if (!campaign) {
      const place = this.#campaigns.size;
      if (place >= this.#limits.campaigns)
        throw unreadable(`The file has more than ${this.#limits.campaigns} campaigns: send it in parts.`);
      const named = { platform, account, campaignId, campaignExternalId, name: null, currency };
      campaign = { ...named, lines: 0, grains: 0, costMicros: 0, place, namedOn: '' };
      this.#campaigns.set(key, campaign);
    }
    if (name !== null && line.date >= campaign.namedOn) [campaign.name, campaign.namedOn] = [name, line.date];
    campaign.lines += 1;
    campaign.costMicros += line.costMicros ?? 0;
    campaign.grains |= 2 ** grainOf(line);
    return campaign.place;
  }
}

/** A listing as it can be sent between threads. */
const plain = <T>({ listed, count }: Listing<T>): Listing<T> => ({ listed: [...listed], count });
