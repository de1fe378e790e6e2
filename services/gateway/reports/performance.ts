import { reportContracts } from '../../../contracts/analytics/reports.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange, Query } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';

type Table = ResultOf<typeof reportContracts.performance>;

const readParams = paramsReader(reportContracts.performance);
const asJson = answerMaker(reportContracts.performance);

/** GET /api/analytics/performance: the table as JSON, or as CSV when the client prefers that. */
export async function reportPerformance(exchange: Exchange): Promise<Answer> {
  const params = await readParams(exchange);
  const table = await exchange.inShare(() => exchange.call(reportContracts.performance, params));
  const wantsCsv = /\btext\/csv\b/.test(exchange.request.headers.accept ?? '');
  return wantsCsv ? asCsv(table, exchange.query) : asJson(table);
}

function asCsv(table: Table, query: Query): Answer {
  const lines = [table.columns, ...table.data.map((row) => table.columns.map((column) => row[column] ?? ''))];
  const cursor = table.page.nextCursor;
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="performance.csv"',
      ...(cursor === null ? {} : { link: `<?${nextQuery(query, cursor)}>; rel="next"` }),
    },
    body: `${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`,
  };
}

/** The query of the next page: the same question, with the cursor. */
const nextQuery = (query: Query, cursor: string) => new URLSearchParams({ ...query, cursor }).toString();

/** What spreadsheets run as a formula; they skip what cannot be seen before it. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** One CSV cell, quoted where needed. An apostrophe keeps spreadsheets from running a text as a formula. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
