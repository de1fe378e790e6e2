import { cellText, type FileColumn, type Row } from '../../../lib/table-files/file-columns.ts';

/** Rows as one JSON object a line; numbers keep all their digits. */
export function ndjsonLines(columns: readonly FileColumn[], rows: readonly Row[]): string {
  return rows.map((row) => `{${columns.map((column) => field(row, column)).join(',')}}\n`).join('');
}

function field(row: Row, column: FileColumn): string {
  const text = cellText(row, column);
  return `${JSON.stringify(column.name)}:${text !== null && column.kind === 'text' ? JSON.stringify(text) : (text ?? 'null')}`;
}
