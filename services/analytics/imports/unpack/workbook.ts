import readWorkbook from 'read-excel-file/node';
import { findHeader, type Header, MEASURES } from '../domain/header.ts';
import { unreadable } from '../domain/unreadable.ts';
import { type SheetMarks, sheetMarks, sheetParts } from './sheet-marks.ts';
import { checkZip } from './zip.ts';

type Cell = string | number | boolean | Date | null;

type Sheet = { readonly name: string; readonly rows: Cell[][]; readonly marks: SheetMarks | undefined };

/**
 * The table of a workbook (.xlsx) as CSV, one line a row. Of several sheets the one that has a report's header is read.
 * `most` is what its parts may unpack to, in bytes. @throws AppError IMPORT_UNREADABLE
 */
export async function workbookText(bytes: Uint8Array, most: number): Promise<string> {
  const sheets = (await sheetsOf(bytes, marksOf(bytes, most))).filter(({ rows }) => rows.length > 0);
  const reports = sheets.filter(({ rows }) => headerOf(rows) !== null);
  if (reports.length > 1) {
    const names = reports.map(({ name }) => `"${name.slice(0, 60)}"`).join(', ');
    throw unreadable(`Several sheets of the workbook are reports (${names}): send one of them.`);
  }
  const rows = wholeRows(reports[0] ?? sheets[0]);
  return rows.map((row) => row.map((cell) => quoted(cellText(cell))).join(',')).join('\n');
}

/** The marks of each sheet, by its name. @throws AppError IMPORT_UNREADABLE for an archive that cannot be unpacked */
function marksOf(bytes: Uint8Array, most: number): Map<string, SheetMarks> {
  const [marks, texts] = [new Map<string, SheetMarks>(), new Map<string, string>()];
  checkZip(bytes, most, (name, part) => {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) marks.set(name, sheetMarks(part.toString()));
    else if (/^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels)$/.test(name))
      texts.set(name, part.toString());
  });
  const parts = sheetParts(texts.get('xl/workbook.xml') ?? '', texts.get('xl/_rels/workbook.xml.rels') ?? '');
  return new Map(
    [...parts].flatMap(([sheet, part]) => {
      const own = marks.get(part);
      return own ? [[sheet, own] as const] : [];
    }),
  );
}

async function sheetsOf(bytes: Uint8Array, marks: ReadonlyMap<string, SheetMarks>): Promise<Sheet[]> {
  try {
    const sheets = await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data as unknown as Cell[][],
      marks: marks.get(sheet),
    }));
  } catch (error) {
    throw unreadable('The file is not a workbook that can be read: save it as .xlsx or as CSV.', error);
  }
}

/**
 * The rows of a sheet with what its marks say: errors as they are shown, and merged cells of names and days filled.
 * @throws AppError IMPORT_UNREADABLE where a figure is not known: a formula without its value, or merged figures
 */
function wholeRows(sheet: Sheet | undefined): Cell[][] {
  const { rows = [], marks } = sheet ?? {};
  if (!marks) return rows;
  if (marks.unreckoned !== null)
    throw unreadable(
      `The workbook has formulas without their values (${marks.unreckoned}): open it in a spreadsheet, save it, and send it again.`,
    );
  for (const { area, text } of marks.errors) put(rows, area.top, area.left, text);
  const header = headerOf(rows);
  for (const area of marks.merged) {
    const { top, left, bottom, right } = area;
    if (!header || top <= header.index || top === bottom) continue;
    const isFigure = MEASURES.some((field) => {
      const column = header.columns.get(field) ?? -1;
      return column >= left && column <= right;
    });
    if (isFigure)
      throw unreadable(
        `Cells of line ${top + 1} to ${bottom + 1} are merged over a figure: nobody knows which line it is of.`,
      );
    const value = rows[top]?.[left] ?? null;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) put(rows, row, column, value);
  }
  return rows;
}

function put(rows: Cell[][], at: number, column: number, value: Cell): void {
  const row = rows[at];
  if (!row) return;
  while (row.length <= column) row.push(null);
  row[column] = value;
}

const HEADER_ROWS = 1_000;

function headerOf(rows: readonly Cell[][]): Header | null {
  const records = rows
    .slice(0, HEADER_ROWS)
    .map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  return findHeader(records, {});
}

/**
 * A cell as text that can be read in one way only: a day as YYYY-MM-DD, a fraction with six decimals, so that its point
 * is never taken for one that groups digits. A whole number that a workbook could not keep exactly (above 2^53) is
 * written by its power of ten, so that it is seen to be rounded.
 */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof cell !== 'number') return String(cell).trim();
  if (Number.isInteger(cell)) return Number.isSafeInteger(cell) ? String(cell) : cell.toExponential(6);
  return cell.toFixed(6);
}

const quoted = (text: string): string => {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return /[",;\t]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
};
