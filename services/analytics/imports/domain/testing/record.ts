import { lineOf } from '../rows.ts';
import { type ImportOptions, readTable, type Table } from '../table.ts';

export const lastDay = '2026-03-16';

/** A file of Google Ads in US dollars, unless something else is said. */
export function tableOf(text: string, said: Partial<ImportOptions> = {}): Table {
  const options = { platform: 'google-ads', currency: 'USD', columns: {}, ...said } as const;
  return readTable(new TextEncoder().encode(text), options);
}

/** The line that a file with one record is read as; `cells` by their headers, beside a day, a campaign and clicks. */
export function readRecord(cells: Readonly<Record<string, string>>, said: Partial<ImportOptions> = {}) {
  const row = { Day: '2026-03-01', Campaign: 'Brand', Clicks: '5', ...cells };
  const table = tableOf(`${Object.keys(row).join('\t')}\n${Object.values(row).join('\t')}\n`, said);
  return lineOf(table, table.records.at(-1) ?? { line: 0, cells: [] }, lastDay);
}
