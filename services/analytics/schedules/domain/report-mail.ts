import { REPORT_FILE_MOST } from '../../../../contracts/auth/report-mails.ts';
import { htmlText } from '../../../../lib/html-text.ts';
import type { ResultOf } from '../../../../contracts/action.ts';
import type { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { csvHeader, csvLines } from '../../../../lib/table-files/csv.ts';
import {
  cellText,
  type FileColumn,
  fileColumns,
  type Row,
} from '../../../../lib/table-files/file-columns.ts';

type Table = ResultOf<typeof reportContracts.performance>;
/** What of a table is mailed: `rows` are all that were read of it. */
export type ReportTable = Pick<Table, 'range' | 'columns' | 'totals' | 'rows' | 'freshness'> & {
  data: readonly Row[];
};
export type ReportMail = {
  text: string;
  /** Every value in it is escaped. */
  html: string;
  file: { name: string; type: string; content: string };
};

/** How many rows a mail shows; the file has all of them. */
const SHOWN = 15;
const BAR_WIDTH = 120;
/** For the line with the names of the columns. */
const MARGIN = 5_000;
const MARK = '\uFEFF';
const IDS = ['campaign'];

/** A report as a mail: its rows with a bar each for the first figure, the totals, how new they are, and a CSV file. */
export function reportMail(whole: ReportTable): ReportMail {
  const table = { ...whole, data: fitting(whole) };
  const columns = fileColumns(table.columns, { money: 'units', readable: true });
  const shown = columns.filter(({ key }) => !IDS.includes(key));
  const lines = notesOf(table);
  const { from, to } = table.range;
  return {
    text: [`From ${from} to ${to}.`, ...totalsText(shown, table.totals), ...lines].join('\n'),
    html: `<p>From ${from} to ${to}.</p>${tableHtml(shown, table)}${lines.map((line) => `<p>${htmlText(line)}</p>`).join('')}`,
    file: {
      name: `report-${from}-${to}.csv`,
      type: 'text/csv; charset=utf-8',
      content: MARK + csvHeader(columns) + csvLines(columns, table.data),
    },
  };
}

/** The first rows, as many as a file may have; the mail says when they are not all. */
function fitting({ columns, data }: ReportTable): readonly Row[] {
  const written = fileColumns(columns, { money: 'units', readable: true });
  let rows = data;
  while (csvLines(written, rows).length > REPORT_FILE_MOST - MARGIN)
    rows = rows.slice(0, Math.floor(rows.length / 2));
  return rows;
}

/** What has to be known of the figures, in sentences. */
function notesOf({ rows, data, freshness }: ReportTable): string[] {
  const { lastDay, lastFactAt } = freshness;
  const told =
    lastDay === null || lastFactAt === null
      ? 'No figures were ever told, so that nothing is known: this is not the same as zero.'
      : `Figures as told until ${lastDay}; they last changed on ${lastFactAt.slice(0, 16).replace('T', ' ')} UTC. Conversions of the last days still grow.`;
  return [
    told,
    "Days are those of the ad accounts' own time zones; amounts are in units of the currency beside them; an empty cell is not known.",
    ...(data.length < rows ? [`The file has the first ${data.length} of ${rows} rows.`] : []),
  ];
}

function totalsText(columns: readonly FileColumn[], totals: readonly Row[]): string[] {
  return totals.map((row) =>
    columns
      .flatMap((column) => {
        const value = cellText(row, column);
        return value === null ? [] : [`${column.name}: ${value}`];
      })
      .join(', '),
  );
}

function tableHtml(columns: readonly FileColumn[], { data, totals, rows }: ReportTable): string {
  const measured = columns.find(({ kind }) => kind === 'sum' || kind === 'units' || kind === 'number');
  const sizes = new Map<string, number>();
  for (const row of data) {
    const currency = String(row['currency'] ?? '');
    sizes.set(currency, Math.max(sizes.get(currency) ?? 0, numberIn(row, measured)));
  }
  const widthOf = (row: Row) => {
    const most = sizes.get(String(row['currency'] ?? '')) ?? 0;
    return most <= 0 ? 0 : Math.round((Math.max(0, numberIn(row, measured)) / most) * BAR_WIDTH);
  };
  const head = columns.map(({ name }) => `<th align="left">${htmlText(name)}</th>`).join('');
  const body = data
    .slice(0, SHOWN)
    .map((row) => `<tr>${cells(columns, row)}<td>${bar(widthOf(row))}</td></tr>`);
  const sums = totals.map((row) => `<tr style="font-weight:bold">${cells(columns, row)}<td>Total</td></tr>`);
  const chart = measured === undefined ? '' : `${htmlText(measured.name)}, by currency`;
  const more = rows > SHOWN ? `<p>${rows - SHOWN} more rows are in the file.</p>` : '';
  return `<table cellpadding="4" style="border-collapse:collapse"><tr>${head}<th align="left">${chart}</th></tr>${body.join('')}${sums.join('')}</table>${more}`;
}

/** A bar of a table cell: mail programs show no scripts and no SVG, and many no pictures. */
const bar = (width: number): string =>
  width === 0 ? '' : `<div style="background:#3b6fb6;height:12px;width:${width}px">&nbsp;</div>`;

const cells = (columns: readonly FileColumn[], row: Row): string =>
  columns.map((column) => `<td>${htmlText(cellText(row, column) ?? '')}</td>`).join('');

const numberIn = (row: Row, column: FileColumn | undefined): number =>
  column === undefined ? 0 : Number(row[column.key] ?? 0);
