import { spelling } from './columns.ts';
import { type DateOrder, dayOfCell } from './dates.ts';
import type { CsvRecord } from './text.ts';

/** The days that the title lines of a report name, both included. */
export type TitleRange = { readonly from: string; readonly to: string };

const BETWEEN = /\s+(?:-|–|—|to|until|bis|au|a|al|até|tot|t\/m|do)\s+|\s*[–—~〜～]\s*/i;
const BEGIN = /report start\s*:\s*([\d/.-]+)/i;
const END = /report end\s*:\s*([\d/.-]+)/i;
const NUMERIC_DAY = /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/g;
/** A name of a report with its range behind it. */
const IN_BRACKETS = /[(（]([^()（）]+)[)）]\s*$/;
const MONTH_WORD = /\p{L}{3,}/u;

/**
 * The range that the lines above the header name, such as `"Sep 1, 2026 - Sep 30, 2026"` or `Report Start: 9/1/2026,
 * Report End: 9/30/2026`; null when they name none. `order` decides about 9/1/2026.
 */
export function titleRangeOf(titles: readonly CsvRecord[], order: DateOrder): TitleRange | null {
  for (const { cells } of titles) {
    const text = cells.filter((cell) => cell !== '').join(', ');
    const range =
      linkedInRange(text, order) ??
      plainRange(
        cells.filter((cell) => cell !== ''),
        order,
      ) ??
      namedRange(text, order);
    if (range && range.from <= range.to) return range;
  }
  return null;
}

function linkedInRange(text: string, order: DateOrder): TitleRange | null {
  const from = dayOfCell(BEGIN.exec(text)?.[1] ?? '', order ?? 'month-first');
  const to = dayOfCell(END.exec(text)?.[1] ?? '', order ?? 'month-first');
  return from && to ? { from, to } : null;
}

/** `Berichtsbeginn: 01.09.2026, Berichtsende: 30.09.2026`: a line with two days, whatever stands before them. */
function namedRange(text: string, order: DateOrder): TitleRange | null {
  const [from, to, ...more] = (text.match(NUMERIC_DAY) ?? []).map((day) => dayOfCell(day, order));
  return from && to && more.length === 0 ? { from, to } : null;
}

function plainRange(cells: readonly string[], order: DateOrder): TitleRange | null {
  const inBrackets = cells.flatMap((cell) => IN_BRACKETS.exec(cell)?.[1] ?? []);
  for (const text of [...cells, cells.join(', '), ...inBrackets]) {
    const range = split(text.split(BETWEEN), order) ?? split(text.split('-'), order);
    if (range) return range;
  }
  const [only = '', ...others] = cells;
  const day = others.length === 0 && MONTH_WORD.test(only) ? dayOfCell(only, order) : null;
  return day ? { from: day, to: day } : null;
}

function split([first = '', second = '', ...more]: string[], order: DateOrder): TitleRange | null {
  if (more.length > 0 || second === '') return null;
  const to = dayOfCell(second.trim(), order);
  const from = dayOfCell(first.trim(), order) ?? withYearOf(first.trim(), to, order);
  return from && to ? { from, to } : null;
}

/** `Sep 1 - Sep 30, 2026` names its year once. */
function withYearOf(text: string, to: string | null, order: DateOrder): string | null {
  if (!to || !MONTH_WORD.test(text)) return null;
  return dayOfCell(`${text} ${to.slice(0, 4)}`, order);
}

/** Whether the title lines say that the report is about members' demographics. */
export const isDemographics = (titles: readonly CsvRecord[]): boolean =>
  titles.some(({ cells }) =>
    /^(?:member )?demographics?(?: performance)? report\b/.test(spelling(cells[0] ?? '')),
  );
