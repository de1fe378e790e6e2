import { MAX_MICROS } from '../../../../lib/money.ts';
import type { MEASURES } from './header.ts';
import { countOf, isScientific, millionthsOf } from './numbers.ts';
import { type Note, RowFault } from './row-fault.ts';
import { cellOf, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';

const MAX_COUNT = 9_000_000_000_000;
type Measure = (typeof MEASURES)[number];

/**
 * The figures of a record. A cost that cannot be read rejects the row; any other figure is left out with a note, so that
 * the row's money is kept. A row of which nothing can be read is rejected.
 */
export function figuresOf(table: Table, record: CsvRecord, notes: Note[]) {
  let read = 0;
  const faults: Note[] = [];
  const number = (field: Measure, whole: boolean): number | null => {
    if (!table.header.columns.has(field) || table.apart.has(field)) return null;
    const cell = cellOf(table.header, record, field);
    const value = (whole ? countOf(cell, table.mark) : millionthsOf(cell, table.mark)) ?? 0;
    const limit = whole && !field.endsWith('Micros') ? MAX_COUNT : MAX_MICROS;
    if (!(value >= 0 && value <= limit)) {
      const isNegative = value < 0;
      const message = `${field} "${cell.slice(0, 40)}" ${isNegative ? 'is negative and was left out' : 'is not a figure'}.`;
      faults.push({ field, code: isNegative ? 'FIGURE_NEGATIVE' : 'FIGURE_UNREADABLE', message });
      return null;
    }
    read += 1;
    if (isScientific(cell))
      notes.push({
        field,
        code: 'FIGURE_ROUNDED',
        message: `${field} "${cell}" may have been rounded by a spreadsheet.`,
      });
    return value;
  };
  const figures = {
    impressions: number('impressions', true),
    clicks: number('clicks', true),
    costMicros: number('costMicros', true) ?? number('cost', false),
    conversionsMicros: number('conversions', false),
    valueMicros: number('conversionValueMicros', true) ?? number('conversionValue', false),
  };
  const fatal =
    faults.find(({ field }) => field === 'cost' || field === 'costMicros') ??
    (read === 0 ? faults[0] : undefined);
  if (fatal) throw new RowFault(fatal.message);
  notes.push(...faults);
  return figures;
}
