import { parquetWriteBuffer } from 'hyparquet-writer';
import writeXlsxFile from 'write-excel-file/node';
import { AppError } from '../../../lib/errors.ts';
import { cellText, type FileColumn, type Kind, type Row } from '../../../lib/table-files/file-columns.ts';

const PARQUET_TYPES = {
  text: 'STRING',
  flag: 'BOOLEAN',
  sum: 'INT64',
  number: 'DOUBLE',
  units: 'DOUBLE',
} as const satisfies Record<Kind, string>;
const INT64_MAX = 2n ** 63n - 1n;

/** Rows as an Apache Parquet file. @throws AppError REPORT_TOO_LARGE for a sum above what a 64-bit integer holds */
export function parquetFile(columns: readonly FileColumn[], rows: readonly Row[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map((column) => ({
        name: column.name,
        type: PARQUET_TYPES[column.kind],
        nullable: true,
        data: rows.map((row) => parquetCell(row, column)),
      })),
    }),
  );
}

function parquetCell(row: Row, column: FileColumn): string | number | bigint | boolean | null {
  const text = cellText(row, column);
  if (text === null || column.kind === 'text') return text;
  if (column.kind === 'flag') return text === 'true';
  if (column.kind !== 'sum') return Number(text);
  const sum = BigInt(text);
  if (sum > INT64_MAX || sum < -INT64_MAX)
    throw new AppError('REPORT_TOO_LARGE', {
      detail: 'A sum is too large for parquet; ask for csv or ndjson.',
    });
  return sum;
}

/**
 * Rows as a spreadsheet. Texts are cells of text, which no spreadsheet runs as a formula; a number that a spreadsheet would
 * round is written as text.
 */
export async function xlsxFile(columns: readonly FileColumn[], rows: readonly Row[]): Promise<Uint8Array> {
  const header = columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map((column) => xlsxCell(row, column)));
  return writeXlsxFile([header, ...body], { sheet: 'Performance' }).toBuffer();
}

/** Digits that a spreadsheet keeps of a number. */
const EXACT_DIGITS = 15;

function xlsxCell(row: Row, column: FileColumn) {
  const text = cellText(row, column);
  if (text === null) return null;
  if (column.kind === 'flag') return { value: text === 'true', type: Boolean };
  const isSum = column.kind === 'sum' || column.kind === 'units';
  const tooLong = isSum && text.replace(/\D/g, '').length > EXACT_DIGITS && column.kind === 'sum';
  if (column.kind === 'text' || tooLong) return { value: text, type: String };
  return { value: Number(text), type: Number };
}
