import { type Field, spelling } from './columns.ts';
import { isHeaderLine, MEASURES } from './header.ts';
import { countOf, millionthsOf } from './numbers.ts';
import { dayOf } from './rows.ts';
import { cellOf, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';
import { unreadable } from './unreadable.ts';
import type { Warnings } from './warnings.ts';

/** The words of total rows in the languages of the headers, in the form that `spelling` gives them. */
const WORDS =
  '(?:grand )?(?:totals?|totale|totales|totali|totaux|totaal|gesamt|gesamtsumme|gesamtergebnis|insgesamt|summe|sum|suma|' +
  'soma|somme|somma|som|total general|total geral|totale complessivo|eindtotaal|razem|łacznie|ogołem|suma koncowa)|' +
  ['合計', '総計', '総合計', '計'].map(spelling).join('|');
const TOTAL = new RegExp(`^(?:${WORDS})$`);
/** Whether a text is the word of a total, and nothing else. */
export const isTotalWord = (text: string): boolean => TOTAL.test(spelling(text));
const COLON = /^([^:：]*)[:：]/;
/** A figure of a report is rounded to cents, so each of its rows may be half a cent off. */
const HALF_CENT = 5_000;

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

/** The records of a report's data, and those of its totals. @throws AppError IMPORT_UNREADABLE for a second, other header */
export function splitTotals(table: Table): { data: CsvRecord[]; totals: CsvRecord[] } {
  const [data, totals]: [CsvRecord[], CsvRecord[]] = [[], []];
  for (const record of table.records) {
    if (dayOf(table, record) !== null) data.push(record);
    else if (isTotal(record)) totals.push(record);
    else if (isHeaderLine(record) && !isHeaderAgain(table, record)) throw otherHeader(table, record);
    else if (!isHeaderAgain(table, record)) data.push(record);
  }
  return { data, totals };
}

/**
 * A record without a day whose first text is `Total: Account`, `Gesamt: Konto`, `Total : compte` and the like, or the
 * word alone. A campaign with the name "Total Wine" is data.
 */
function isTotal({ cells }: Pick<CsvRecord, 'cells'>): boolean {
  const label = labelOf({ cells });
  return TOTAL.test(spelling(COLON.exec(label)?.[1] ?? label));
}

const labelOf = ({ cells }: Pick<CsvRecord, 'cells'>): string =>
  cells.find((cell) => cell !== '' && !/^-{1,2}$/.test(cell)) ?? '';

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

/**
 * Holds the file's own totals against the sum of its rows, and warns when none of them agrees: the file was cut off,
 * filtered, or is not what it seems.
 */
export function checkTotals(
  table: Table,
  { data, totals }: { data: readonly CsvRecord[]; totals: readonly CsvRecord[] },
  warnings: Warnings,
): Totals {
  if (totals.length === 0) return 'none';
  const fields = MEASURES.filter(
    (field) => table.header.columns.has(field) && isSummable(table, data, field),
  );
  const sums = new Map(fields.map((field) => [field, sumOf(table, data, field)]));
  const faults = totals.map((record) => disagreement(table, record, sums, data.length));
  const [first] = faults;
  if (totals.some((total, at) => faults[at] === null && sums.size > 0 && isOfTheWhole(total))) return 'whole';
  if (first === undefined || faults.includes(null)) return 'agree';
  const { field, said, sum } = first ?? { field: '', said: '', sum: 0 };
  warnings.add({
    line: totals[0]?.line ?? table.headerLine,
    column: table.header.cells[table.header.columns.get(field as Field) ?? -1] ?? null,
    code: 'TOTAL_DISAGREES',
    message: `The file's own total of ${field} is ${said}, but its rows add up to ${sum}: the file may be cut off or filtered.`,
  });
  return 'disagree';
}

/** Sums of money are sums only in one currency; a figure that cannot be read leaves the sum unknown. */
function isSummable(table: Table, data: readonly CsvRecord[], field: Field): boolean {
  const isMoney = field.startsWith('cost') || field.startsWith('conversionValue');
  const currencies = new Set(data.map((record) => cellOf(table.header, record, 'currency').toUpperCase()));
  if (isMoney && [...currencies].filter((code) => /^[A-Z]{3}$/.test(code)).length > 1) return false;
  return data.every((record) => !Number.isNaN(figureOf(table, record, field)));
}

function figureOf(table: Table, record: CsvRecord, field: Field): number | null {
  const cell = cellOf(table.header, record, field);
  return field === 'cost' || field === 'conversions' || field === 'conversionValue'
    ? millionthsOf(cell, table.mark)
    : countOf(cell, table.mark);
}

const sumOf = (table: Table, data: readonly CsvRecord[], field: Field): number =>
  data.reduce((sum, record) => sum + (figureOf(table, record, field) ?? 0), 0);

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
