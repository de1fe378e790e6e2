import { type DateOrder, dayOfCell } from './dates.ts';
import type { TitleRange } from './title.ts';

const ORDERS = ['month-first', 'day-first'] as const;

/** The only order in which all days lie in the range that the title of the report names. */
export class OrderWithin {
  readonly #range: TitleRange | null;
  #fitting: readonly DateOrder[] = ORDERS;

  constructor(range: TitleRange | null) {
    this.#range = range;
  }

  add(cell: string): void {
    const range = this.#range;
    if (!range) return;
    this.#fitting = this.#fitting.filter((order) => {
      const day = dayOfCell(cell, order);
      return day === null || (day >= range.from && day <= range.to);
    });
  }

  /** Null when there is no such order. */
  order(): DateOrder {
    const [only, ...more] = this.#range ? this.#fitting : [];
    return more.length === 0 ? (only ?? null) : null;
  }
}
