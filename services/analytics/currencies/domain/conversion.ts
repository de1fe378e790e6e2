import type { Converted } from '../../../../contracts/analytics/currency-rates.ts';
import { microsToUnits } from '../../../../lib/money.ts';
import { type FiguresOnWire, type Sums, toFigures } from '../../reports/domain/sums.ts';

/** The rate that a day's figures of a currency are converted at: that of `day`, carried forward to `date`. */
export type RateOfDay = {
  readonly currency: string;
  readonly date: string;
  /** Decimal text. */
  readonly rate: string;
  readonly day: string;
  readonly carriedDays: number;
  readonly source: string;
};

/** Figures of one currency that are in no converted sum. */
export type LeftOutSums = {
  readonly currency: string;
  readonly of: 'range' | 'previous';
  readonly days: number;
  readonly from: string;
  readonly to: string;
  readonly sums: Sums;
};

export type UsedRates = Converted['rates'][number];

/** By which rates figures were converted, and what is left out of them. */
export type Conversion = {
  readonly to: string;
  readonly rates: UsedRates[];
  readonly leftOut: readonly LeftOutSums[];
};

/** The same as clients see it. */
export const convertedView = ({ to, rates, leftOut }: Conversion): Converted => ({
  to,
  rounding: 'half-even-per-row-day-and-currency',
  rates,
  notConverted: leftOut.map(({ sums, ...one }): FiguresOnWire & typeof one => ({
    ...one,
    ...toFigures(sums),
  })),
});

/** Whether a change since the range before is known: it is not where a part of either is left out. */
export const isWhole = (conversion: Conversion | null): boolean =>
  conversion === null || conversion.leftOut.length === 0;

/** What a row of a table leaves out, as its cell says it: `USD 12.5 (3 days); before: USD 7 (1 day)`. Null: nothing. */
export function leftOutText(leftOut: readonly LeftOutSums[]): string | null {
  if (leftOut.length === 0) return null;
  return leftOut
    .map(({ of, currency, days, sums }) => {
      const when = of === 'previous' ? 'before: ' : '';
      return `${when}${currency} ${microsToUnits(sums.costMicros)} (${days} ${days === 1 ? 'day' : 'days'})`;
    })
    .join('; ');
}
