import readWorkbook from 'read-excel-file/node';
import { findHeader } from '../domain/header.ts';
import { unreadable } from '../domain/unreadable.ts';
import { checkZip } from './zip.ts';

type Cell = string | number | boolean | Date | null;

/**
 * The table of a workbook (.xlsx) as CSV, one line a row. Of several sheets the one that has a report's header is read.
 * @throws AppError IMPORT_UNREADABLE
 */
export async function workbookText(bytes: Uint8Array): Promise<string> {
  checkZip(bytes);
  const sheets = (await sheetsOf(bytes)).filter(({ rows }) => rows.length > 0);
  const reports = sheets.filter(({ rows }) => hasHeader(rows));
  if (reports.length > 1) {
    const names = reports.map(({ name }) => `"${name.slice(0, 60)}"`).join(', ');
    throw unreadable(`Several sheets of the workbook are reports (${names}): send one of them.`);
  }
  const rows = (reports[0] ?? sheets[0])?.rows ?? [];
  return rows.map((row) => row.map((cell) => quoted(cellText(cell))).join(',')).join('\n');
}

async function sheetsOf(bytes: Uint8Array): Promise<{ name: string; rows: Cell[][] }[]> {
  try {
    const sheets = await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Cell[][] }));
  } catch (error) {
    throw unreadable('The file is not a workbook that can be read: save it as .xlsx or as CSV.', error);
  }
}

const HEADER_ROWS = 1_000;

function hasHeader(rows: readonly Cell[][]): boolean {
  const records = rows
    .slice(0, HEADER_ROWS)
    .map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  return findHeader(records, {}) !== null;
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
