import { reportContracts } from '../../../contracts/analytics/reports.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';

type Table = ResultOf<typeof reportContracts.performance>;

const readParams = paramsReader(reportContracts.performance);
const asJson = answerMaker(reportContracts.performance);

/** GET /api/analytics/performance: the table as JSON, or as CSV when the client prefers that. */
export async function reportPerformance(exchange: Exchange): Promise<Answer> {
  const table = await exchange.call(reportContracts.performance, await readParams(exchange));
  const wantsCsv = /\btext\/csv\b/.test(exchange.request.headers.accept ?? '');
  return wantsCsv ? asCsv(table) : asJson(table);
}

function asCsv(table: Table): Answer {
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

/** One CSV cell, quoted where needed. An apostrophe keeps spreadsheets from running a text as a formula. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
