import { type Field, spelling } from './columns.ts';
import { isHeaderLine, MEASURES } from './header.ts';
import { countOf, millionthsOf } from './numbers.ts';
import { dayOf } from './rows.ts';
import { cellOf, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';
import { isTotal, isTotalWord, labelOf } from './total-words.ts';
import { unreadable } from './unreadable.ts';
import type { Warnings } from './warnings.ts';

/** A figure of a report is rounded to cents, so each of its rows may be half a cent off. */
const HALF_CENT = 5_000;
type Measure = (typeof MEASURES)[number];

/**
 * Finds lines that are totals of others, such as `Device: Total` beside `Device: Computers`: by a total's word in a column
 * that is none of the known fields.
 */
export function partTotals(table: Table): (record: CsvRecord) => string | null {
  const known = new Set(table.header.columns.values());
  const others = table.header.cells.flatMap((name, column) =>
    known.has(column) || name === '' ? [] : [{ name, column }],
  );
  const seen = new Map<string, boolean>();
  const isTotalCell = (cell: string) => {
    if (!/^\p{L}/u.test(cell)) return false;
    const is = seen.get(cell) ?? isTotalWord(cell);
    if (seen.size < 10_000) seen.set(cell, is);
    return is;
  };
  return ({ cells }) => others.find(({ column }) => isTotalCell(cells[column] ?? ''))?.name ?? null;
}

export type Kind = 'data' | 'total' | 'header';

/** What a record of a table is. @throws AppError IMPORT_UNREADABLE for a second, other header */
export function kindOf(table: Table, record: CsvRecord): Kind {
  if (dayOf(table, record) !== null) return 'data';
  if (isTotal(record)) return 'total';
  if (isHeaderAgain(table, record)) return 'header';
  if (isHeaderLine(record)) throw otherHeader(table, record);
  return 'data';
}

function isHeaderAgain({ header }: Table, record: CsvRecord): boolean {
  return [...header.columns.values()].every((column) => record.cells[column] === header.cells[column]);
}

/** Two downloads that were joined: rows below another header would be read in the wrong columns. */
const otherHeader = ({ headerLine }: Table, { line }: CsvRecord) =>
  unreadable(`Line ${line} has another header than line ${headerLine}: send the reports one by one.`);

/** What a total is of, by the beginnings of the words after its colon: the whole, or what a filter left. */
const OF_THE_WHOLE =
  /account|konto|compte|cuenta|conta\b|アカウント|campa|kampa|キャンペーン|ad groups?|anzeigengruppe|groupes? d|grupos? de|gruppi|advertentiegroep|grupy? reklam|広告グループ|keyword|キーワード/;
const OF_A_PART =
  /filt|フィルタ|removed|entfernt|supprim|eliminad|removid|rimoss|eliminat|verwijder|usuni|削除|enabled|aktiv|activ|attiv|habilitad|有効|selected|ausgew/;

/** Whether a total is called one of the account or of all campaigns: `Total: Account`. The word alone does not say of what. */
function isOfTheWhole(record: CsvRecord): boolean {
  const of = spelling(labelOf(record).split(/[:：]/).slice(1).join(' '));
  return OF_THE_WHOLE.test(of) && !OF_A_PART.test(of);
}

/** What the file's own totals say: of everything that it tells, the rows or a part of them; `none` where it has no total. */
export type Totals = 'whole' | 'agree' | 'disagree' | 'none';

/** So many lines of totals are looked at; a file has a handful. */
const MOST_TOTALS = 1_000;

/** Holds the file's own totals against the sum of its rows. It keeps the totals and the sums. */
export class TotalsCheck {
  readonly #table: Table;
  readonly #fields: readonly Measure[];
  readonly #sums = new Map<Measure, number>();
  readonly #totals: CsvRecord[] = [];
  readonly #codes = new Set<string>();
  #rows = 0;

  constructor(table: Table) {
    this.#table = table;
    this.#fields = table.hasTotals ? MEASURES.filter((field) => table.header.columns.has(field)) : [];
    for (const field of this.#fields) this.#sums.set(field, 0);
  }

  /** A record of data; a figure that cannot be read leaves the sum unknown. */
  add(record: CsvRecord): void {
    this.#rows += 1;
    if (this.#fields.length === 0) return;
    for (const field of this.#fields) {
      const sum = this.#sums.get(field) ?? NaN;
      if (!Number.isNaN(sum)) this.#sums.set(field, sum + (figureOf(this.#table, record, field) ?? 0));
    }
    const code = cellOf(this.#table.header, record, 'currency').toUpperCase();
    if (/^[A-Z]{3}$/.test(code)) this.#codes.add(code);
  }

  addTotal(record: CsvRecord): void {
    if (this.#totals.length < MOST_TOTALS) this.#totals.push(record);
  }

  /** Warns when none of them agrees: the file was cut off, filtered, or is not what it seems. */
  end(warnings: Warnings): Totals {
    const [table, totals] = [this.#table, this.#totals];
    if (totals.length === 0) return 'none';
    const sums = this.#known();
    const faults = totals.map((record) => disagreement(table, record, sums, this.#rows));
    if (totals.some((total, at) => faults[at] === null && sums.size > 0 && isOfTheWhole(total)))
      return 'whole';
    const [first] = faults;
    if (!first || faults.includes(null)) return 'agree';
    const { field, said, sum } = first;
    warnings.add({
      line: totals[0]?.line ?? table.headerLine,
      column: table.header.cells[table.header.columns.get(field) ?? -1] ?? null,
      code: 'TOTAL_DISAGREES',
      message: `The file's own total of ${field} is ${said}, but its rows add up to ${sum}: the file may be cut off or filtered.`,
    });
    return 'disagree';
  }

  /** Sums of money are sums only in one currency. */
  #known(): Map<Field, number> {
    const isMoney = (field: Field) => field.startsWith('cost') || field.startsWith('conversionValue');
    return new Map(
      [...this.#sums].filter(
        ([field, sum]) => !Number.isNaN(sum) && !(isMoney(field) && this.#codes.size > 1),
      ),
    );
  }
}

function figureOf(table: Table, record: CsvRecord, field: Field): number | null {
  const cell = cellOf(table.header, record, field);
  return field === 'cost' || field === 'conversions' || field === 'conversionValue'
    ? millionthsOf(cell, table.mark)
    : countOf(cell, table.mark);
}

/** The first figure in which a total row and the rows differ; null when all agree. */
function disagreement(
  table: Table,
  record: CsvRecord,
  sums: ReadonlyMap<Field, number>,
  rows: number,
): { field: Field; said: string; sum: string } | null {
  for (const [field, sum] of sums) {
    const said = figureOf(table, record, field);
    if (said === null || Number.isNaN(said)) continue;
    const isRounded = field === 'cost' || field === 'conversions' || field === 'conversionValue';
    const allowed = isRounded ? Math.min(HALF_CENT * (rows + 1), HALF_CENT * 2 + Math.abs(said) / 200) : 0;
    if (Math.abs(said - sum) <= allowed) continue;
    const shown = isRounded ? String(sum / 1_000_000) : String(sum);
    return { field, said: cellOf(table.header, record, field), sum: shown };
  }
  return null;
}
