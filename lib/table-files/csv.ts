import { cellText, type FileColumn, type Row } from './file-columns.ts';

/** What spreadsheets run as a formula; they skip what cannot be seen before it. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** Rows as lines of CSV (RFC 4180). Nothing is written where nothing is known. */
export function csvLines(columns: readonly FileColumn[], rows: readonly Row[]): string {
  return rows.map((row) => `${columns.map((column) => csvCell(row, column)).join(',')}\r\n`).join('');
}

export const csvHeader = (columns: readonly FileColumn[]): string =>
  `${columns.map(({ name }) => quoted(name)).join(',')}\r\n`;

/** An apostrophe keeps spreadsheets from running a text as a formula. */
function csvCell(row: Row, column: FileColumn): string {
  const text = cellText(row, column);
  if (text === null) return '';
  return column.kind === 'text' ? quoted(FORMULA.test(text) ? `'${text}` : text) : text;
}

/** A text as a cell (RFC 4180). */
export const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
