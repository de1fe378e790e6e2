import { type DateOrder, dayOfCell } from './dates.ts';
import type { TitleRange } from './title.ts';

/** The only order in which all days lie in the range that the title of the report names; null when there is no such order. */
export function orderWithin(cells: readonly string[], range: TitleRange | null): DateOrder {
  if (!range) return null;
  const fits = (order: DateOrder) =>
    cells.every((cell) => {
      const day = dayOfCell(cell, order);
      return day === null || (day >= range.from && day <= range.to);
    });
  const [only, ...more] = (['month-first', 'day-first'] as const).filter(fits);
  return more.length === 0 ? (only ?? null) : null;
}
