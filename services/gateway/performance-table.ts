import { z } from 'zod';
import type { reportContracts } from '../../contracts/analytics/reports.ts';
import { GROUPS, METRICS } from '../../contracts/analytics/reports.ts';
import type { ResultOf } from '../../contracts/action.ts';
import { Day, Platform } from '../../contracts/values.ts';
import { exactJson } from './http/exact-json.ts';
import type { Answer, Exchange, Query } from './route.ts';

type Table = ResultOf<typeof reportContracts.performance>;

/** Query of the performance report; lists are comma-separated. */
export const PerformanceQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  groupBy: z
    .string()
    .meta({ description: `comma-separated: ${GROUPS.join(', ')}` })
    .optional(),
  metrics: z
    .string()
    .meta({ description: `comma-separated: ${METRICS.join(', ')}` })
    .optional(),
  campaignId: z.uuid().optional(),
  platform: Platform.optional(),
  currency: z.string().optional(),
  sort: z.string().optional(),
  limit: z.string().optional(),
  cursor: z.string().optional(),
});

/** Query text → parameters: lists split, filters gathered. */
export function performanceParams(query: Query): Record<string, unknown> {
  const { groupBy, metrics, campaignId, platform, currency, ...rest } = query;
  const list = (text: string | undefined) =>
    text === undefined ? undefined : text.split(',').map((s) => s.trim());
  const given = { groupBy: list(groupBy), metrics: list(metrics) };
  const filter = Object.fromEntries(
    Object.entries({ campaignId, platform, currency }).filter(([, v]) => v !== undefined),
  );
  return { ...rest, ...Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)), filter };
}

/** The report as JSON, or as CSV when the client prefers that. */
export function performanceAnswer(table: Table, { request }: Exchange): Answer {
  if (!/\btext\/csv\b/.test(request.headers.accept ?? '')) return { status: 200, body: exactJson(table) };
  const lines = [table.columns, ...table.data.map((row) => table.columns.map((column) => row[column] ?? ''))];
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="performance.csv"',
      ...(table.page.nextCursor ? { link: `<?cursor=${table.page.nextCursor}>; rel="next"` } : {}),
    },
    body: `${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`,
  };
}

/** Quotes what needs it; text that a spreadsheet would run as a formula is made plain with an apostrophe. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
