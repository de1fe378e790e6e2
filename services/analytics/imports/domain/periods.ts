import { daysBetween } from '../../../../lib/time.ts';
import { isEnd, isStart } from './day-headers.ts';
import { endsOnDays } from './survey.ts';
import type { Table } from './table.ts';
import { unreadable } from './unreadable.ts';
import type { Warnings } from './warnings.ts';

/**
 * Finds rows that stand for more than one day. @throws AppError IMPORT_UNREADABLE when that is certain; otherwise it is
 * a warning. A sum over several days is never booked as a day in silence.
 */
export function checkPeriods(table: Table, warnings: Warnings): void {
  const { header, range, seen } = table;
  const dateHeader = header.cells[header.columns.get('date') ?? -1] ?? '';
  const begins = isStart(dateHeader);
  const days = [...new Set([...seen.days.keys()].map(table.dayOf))].filter((day) => day !== null).sort();
  sayOutside(table, warnings);
  if (endsOnDays(header) && endOnTheirDay(table)) return;
  const [first] = days;
  const length = range ? daysBetween(range.from, range.to) : null;
  const say = (message: string) =>
    warnings.add({ line: table.headerLine, column: null, code: 'PERIOD_SUSPECT', message });
  if (begins && days.length === 1 && range?.from === first && length !== null && length > 1)
    say(
      `The report covers ${length} days, but all its rows begin on ${first}: they may be sums of all these days.`,
    );
  const period = periodOf(days);
  if (period && begins && (range !== null || period === 'month'))
    throw manyDays(`All rows begin on the first day of a ${period}`);
  const [, second] = days;
  if (begins && days.length === 2 && first && second && nightsBetween(first, second) % 7 === 0)
    say('All rows begin on one of two days a week apart: they may be sums of a week.');
  if (period) say(`All days are the first of a ${period}: the rows may be sums of a ${period}.`);
}

const nightsBetween = (from: string, to: string) => daysBetween(from, to) - 1;

/**
 * What the days of a report are the beginnings of, if of anything. The first week or month may have been cut by the range of
 * the report.
 */
function periodOf(days: readonly string[]): 'month' | 'week' | null {
  const [first = '', second = ''] = days;
  const isWhole = (many: readonly string[]) => many.every((day) => day.endsWith('-01'));
  if (days.length >= 2 && isWhole(days)) return 'month';
  if (days.length >= 3 && isWhole(days.slice(1))) return 'month';
  const inWeeks = (many: readonly string[]) =>
    many.every((day) => nightsBetween(many[0] ?? day, day) % 7 === 0);
  if (days.length >= 3 && inWeeks(days)) return 'week';
  return days.length >= 4 && nightsBetween(first, second) < 7 && inWeeks(days.slice(1)) ? 'week' : null;
}

/** Whether the file says that each row ends on the day on which it begins. @throws AppError for a row that does not */
function endOnTheirDay({ header, seen, dayOf }: Table): boolean {
  if (!header.cells.some(isEnd)) return false;
  for (const { start, end, line } of seen.spans.values()) {
    const [first, last] = [dayOf(start), dayOf(end)];
    if (first !== null && last !== null && first !== last)
      throw manyDays(`Line ${line} begins and ends on different days`);
  }
  return true;
}

function sayOutside({ range, seen, dayOf }: Table, warnings: Warnings): void {
  if (!range) return;
  let [rows, first] = [0, Infinity];
  for (const [cell, { lines, line }] of seen.days) {
    const day = dayOf(cell);
    if (day === null || (day >= range.from && day <= range.to)) continue;
    rows += lines;
    first = Math.min(first, line);
  }
  if (rows === 0) return;
  const message = `The title of the report says ${range.from} to ${range.to}, but ${rows} rows have days outside.`;
  warnings.add({ line: first, column: null, code: 'RANGE_DISAGREES', message });
}

const manyDays = (why: string) =>
  unreadable(
    `${why}: its figures are sums over several days, which are never booked as a day. Export the report by day.`,
  );
