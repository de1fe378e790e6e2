import { lineOf } from '../rows.ts';
import { DataReader, type FoundTable } from '../table-reader.ts';
import type { ImportOptions, Table } from '../table.ts';
import type { CsvRecord } from '../text.ts';
import { findTable } from './read-report.ts';

export const lastDay = '2026-03-16';

/** A file of Google Ads in US dollars, unless something else is said. */
const found = (text: string, said: Partial<ImportOptions> = {}) => {
  const options = { platform: 'google-ads', currency: 'USD', columns: {}, ...said } as const;
  return findTable(new TextEncoder().encode(text), options);
};
export const tableOf = (text: string, said: Partial<ImportOptions> = {}): Table => found(text, said).table;

/** The records of a table's data in a text. */
export function recordsOf(table: FoundTable, text: string): CsvRecord[] {
  const reader = new DataReader(table);
  return [...reader.push(text), ...reader.end()];
}

/** The line that a file with one record is read as; `cells` by their headers, beside a day, a campaign and clicks. */
export function readRecord(cells: Readonly<Record<string, string>>, said: Partial<ImportOptions> = {}) {
  const row = { Day: '2026-03-01', Campaign: 'Brand', Clicks: '5', ...cells };
  const text = `${Object.keys(row).join('\t')}\n${Object.values(row).join('\t')}\n`;
  const table = found(text, said);
  const [record] = recordsOf(table, text);
  return lineOf(table.table, record ?? { line: 0, cells: [] }, lastDay);
}
