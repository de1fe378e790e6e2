import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { FILE_TYPES, ReportFile } from '../../../contracts/analytics/report-files.ts';
import type { reportContracts } from '../../../contracts/analytics/reports.ts';
import type { searchTermContracts } from '../../../contracts/analytics/search-terms.ts';
import { AppError, invalidField } from '../../../lib/errors.ts';
import { answerMaker, contentEtag } from '../exchange/answer.ts';
import type { Answer, Handle, Query } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';
import { parquetFile, xlsxFile } from './binary-files.ts';
import type { ResultOf } from '../../../contracts/action.ts';
import { csvHeader, csvLines } from '../../../lib/table-files/csv.ts';
import { type FileColumn, fileColumns, type Row } from '../../../lib/table-files/file-columns.ts';
import { ndjsonLines } from './ndjson.ts';

type TableContract = typeof reportContracts.performance | typeof searchTermContracts.searchTerms;
type Table = ResultOf<TableContract>;
type FileFormat = keyof typeof FILE_TYPES;
type FilePlan = { fileName: string; format: FileFormat; columns: readonly FileColumn[]; bom: boolean };
type Params = Record<string, unknown>;

const PAGE_OF_FILES = 500;
const MARK = '\uFEFF';

/** A table of a report: a page as JSON or as a file, or a file of all pages when the URL names its format. */
export function tableReport(contract: TableContract, fileName: string): Handle {
  const readParams = paramsReader(contract);
  const asJson = answerMaker(contract);
  return async (exchange): Promise<Answer | 'streaming'> => {
    const { file, query } = splitQuery(exchange.query);
    const params: Params = await readParams({ ...exchange, query });
    const ask = (asked: Params): Promise<Table> =>
      exchange.inShare(() => exchange.call<TableContract>(contract, asked as never));
    const wantsCsv = /\btext\/csv\b/.test(exchange.request.headers.accept ?? '');
    const format = file.format ?? (wantsCsv ? 'csv' : 'json');
    if (format === 'json') return asJson(await ask(params));
    const isWhole = file.format !== undefined && !('limit' in query) && !('cursor' in query);
    const first = await ask(isWhole ? { ...params, limit: PAGE_OF_FILES } : params);
    const plan = { fileName, format, columns: columnsFor(first, file, format), bom: file.bom === 'true' };
    if (!isWhole) return pageAnswer(first, plan, exchange.query);
    const next = (cursor: string) => ask({ ...params, limit: PAGE_OF_FILES, cursor });
    if (format === 'csv' || format === 'ndjson') return stream(exchange.response, plan, first, next);
    const most = exchange.limits.fileRows;
    if (first.rows > most)
      throw new AppError('REPORT_TOO_LARGE', {
        detail: `A file of this kind has at most ${most} rows; ask for csv or ndjson.`,
      });
    const rows: Row[] = [];
    for await (const page of pages(first, next)) rows.push(...page.data);
    return { status: 200, headers: headersOf(plan), body: await bodyOf(plan, rows) };
  };
}

/** What the query says of the file, and the rest of it. @throws AppError REQUEST_INVALID */
function splitQuery(query: Query): { file: ReportFile; query: Query } {
  // made from entries, because assigning to a name of every object's (__proto__) loses it unrefused
  const part = (isOfFile: boolean): Record<string, string> =>
    Object.fromEntries(
      Object.entries(query).filter(([name]) => Object.hasOwn(ReportFile.shape, name) === isOfFile),
    );
  const parsed = ReportFile.safeParse(part(true));
  if (parsed.success) return { file: parsed.data, query: part(false) };
  const [issue] = parsed.error.issues;
  throw invalidField(
    String(issue?.path[0] ?? ''),
    'FIELD_INVALID',
    issue?.message ?? 'Not one of the choices.',
  );
}

function columnsFor(table: Table, { money, headers }: ReportFile, format: FileFormat): FileColumn[] {
  const wanted = headers ?? (format === 'xlsx' ? 'readable' : 'keys');
  return fileColumns(table.columns, { money, readable: wanted === 'readable' });
}

async function* pages(first: Table, next: (cursor: string) => Promise<Table>): AsyncGenerator<Table> {
  for (let page = first; ;) {
    yield page;
    const cursor = page.page.nextCursor;
    if (cursor === null) return;
    page = await next(cursor);
  }
}

/** A file of one page; the header Link leads to the next one. */
async function pageAnswer(table: Table, plan: FilePlan, query: Query): Promise<Answer> {
  const cursor = table.page.nextCursor;
  const body = await bodyOf(plan, table.data);
  const link = cursor === null ? {} : { link: `<?${nextQuery(query, cursor)}>; rel="next"` };
  const caching = { etag: contentEtag(body), 'cache-control': 'private, no-cache' };
  return { status: 200, headers: { ...headersOf(plan), ...caching, ...link }, body };
}

/** The query of the next page: the same question, with the cursor. */
const nextQuery = (query: Query, cursor: string) => new URLSearchParams({ ...query, cursor }).toString();

const headersOf = ({ fileName, format }: FilePlan) => ({
  'content-type': `${FILE_TYPES[format]}${{ csv: '; charset=utf-8; header=present', ndjson: '; charset=utf-8', xlsx: '', parquet: '' }[format]}`,
  'content-disposition': `attachment; filename="${fileName}.${format}"`,
});

async function bodyOf(plan: FilePlan, rows: readonly Row[]): Promise<string | Uint8Array> {
  if (plan.format === 'xlsx') return xlsxFile(plan.columns, rows);
  if (plan.format === 'parquet') return parquetFile(plan.columns, rows);
  return headOf(plan) + linesOf(plan, rows);
}

const headOf = ({ format, columns, bom }: FilePlan): string =>
  format === 'csv' ? `${bom ? MARK : ''}${csvHeader(columns)}` : '';
const linesOf = ({ format, columns }: FilePlan, rows: readonly Row[]): string =>
  (format === 'csv' ? csvLines : ndjsonLines)(columns, rows);

/** Writes all pages as they come. When one cannot be read the connection is cut, so that no file looks whole. */
function stream(
  response: ServerResponse,
  plan: FilePlan,
  first: Table,
  next: (cursor: string) => Promise<Table>,
): 'streaming' {
  response.writeHead(200, { ...headersOf(plan), 'cache-control': 'no-store' });
  void writePages(response, plan, pages(first, next)).catch(() => response.destroy());
  return 'streaming';
}

async function writePages(
  response: ServerResponse,
  plan: FilePlan,
  tables: AsyncIterable<Table>,
): Promise<void> {
  response.write(headOf(plan));
  for await (const { data } of tables) {
    if (response.destroyed) return;
    if (!response.write(linesOf(plan, data)))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
