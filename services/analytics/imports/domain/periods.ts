import { daysBetween } from '../../../../lib/time.ts';
import { plainHeader, spelling } from './columns.ts';
import { dayOf } from './rows.ts';
import type { Table } from './table.ts';
import { unreadable } from './unreadable.ts';
import type { Warnings } from './warnings.ts';

const listed = (names: string): ReadonlySet<string> => new Set(names.split('|').map(spelling));
/** LinkedIn's headers of the first day of a row, which may be that of a week, a month or the whole report. */
const STARTS = listed(
  'Start Date|Startdatum|Date de début|Fecha de inicio|Data de início|Data inizio|Data di inizio|Begindatum|Data rozpoczęcia|開始日',
);
const ENDS = listed(
  'End Date|Enddatum|Date de fin|Fecha de finalización|Fecha de fin|Data de término|Data de fim|Data fine|Data di fine|Einddatum|Data zakończenia|終了日',
);

/**
 * Finds rows that stand for more than one day. @throws AppError IMPORT_UNREADABLE when that is certain; otherwise it is
 * a warning. A sum over several days is never booked as a day in silence.
 */
export function checkPeriods(table: Table, warnings: Warnings): void {
  const { header, range, records } = table;
  const isStart = STARTS.has(plainHeader(header.cells[header.columns.get('date') ?? -1] ?? ''));
  const days = [...new Set(records.map((record) => dayOf(table, record)))]
    .filter((day) => day !== null)
    .sort();
  if (isStart) refuseEnds(table);
  const [first] = days;
  const length = range ? daysBetween(range.from, range.to) + 1 : null;
  const say = (message: string) =>
    warnings.add({ line: table.headerLine, column: null, code: 'PERIOD_SUSPECT', message });
  if (isStart && days.length === 1 && range?.from === first && length !== null && length > 1)
    say(
      `The report covers ${length} days, but all its rows begin on ${first}: they may be sums of all these days.`,
    );
  const period = periodOf(days);
  if (period && isStart && (range !== null || period === 'month'))
    throw manyDays(`All rows begin on the first day of a ${period}`);
  if (period) say(`All days are the first of a ${period}: the rows may be sums of a ${period}.`);
  sayOutside(table, warnings);
}

/** What the days of a report are the beginnings of, if of anything. */
function periodOf(days: readonly string[]): 'month' | 'week' | null {
  if (days.length >= 2 && days.every((day) => day.endsWith('-01'))) return 'month';
  const [first = ''] = days;
  return days.length >= 3 && days.every((day) => daysBetween(first, day) % 7 === 0) ? 'week' : null;
}

function refuseEnds(table: Table): void {
  const column = table.header.cells.findIndex((cell) => ENDS.has(plainHeader(cell)));
  if (column < 0) return;
  const long = table.records.find((record) => {
    const [start, end] = [dayOf(table, record), table.dayOf(record.cells[column] ?? '')];
    return start !== null && end !== null && end !== start;
  });
  if (long) throw manyDays(`Line ${long.line} begins and ends on different days`);
}

function sayOutside(table: Table, warnings: Warnings): void {
  const { range } = table;
  if (!range) return;
  const isOutside = (day: string | null) => day !== null && (day < range.from || day > range.to);
  const outside = table.records.filter((record) => isOutside(dayOf(table, record)));
  const [first] = outside;
  if (!first) return;
  const message = `The title of the report says ${range.from} to ${range.to}, but ${outside.length} rows have days outside.`;
  warnings.add({ line: first.line, column: null, code: 'RANGE_DISAGREES', message });
}

const manyDays = (why: string) =>
  unreadable(
    `${why}: its figures are sums over several days, which are never booked as a day. Export the report by day.`,
  );
