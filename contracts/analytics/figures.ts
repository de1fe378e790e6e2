import { z } from 'zod';
import { AnyDay, Currency, Instant, Sum, withSums } from '../values.ts';

export const Figures = z
  .strictObject({
    impressions: Sum,
    clicks: Sum,
    costMicros: Sum,
    conversions: z.number(),
    conversionValueMicros: Sum,
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

/** Derived from totals, never averaged; null where the divisor is 0. Micros for cpc, cpa, cpm. */
export const Rates = z
  .strictObject({
    ctr: z.number().nullable(),
    conversionRate: z.number().nullable(),
    cpcMicros: z.number().nullable(),
    cpaMicros: z.number().nullable(),
    cpmMicros: z.number().nullable(),
    roas: z.number().nullable(),
  })
  .meta({ id: 'Rates' });
export type Rates = z.infer<typeof Rates>;

export const Totals = Figures.extend({ rates: Rates }).meta({ id: 'Totals' });

/** Figures of one currency; sums never mix two currencies. */
export const CurrencyTotals = Totals.extend({ currency: Currency }).meta({ id: 'CurrencyTotals' });

export const SeriesPoint = Figures.extend({ date: AnyDay, currency: Currency }).meta({ id: 'SeriesPoint' });

export const Freshness = z
  .strictObject({ lastFactAt: Instant.nullable(), lastDay: AnyDay.nullable(), factVersion: z.int() })
  .meta({ id: 'Freshness' });

/** Days whose figures still grow because conversions arrive late. */
export const Maturity = z.strictObject({ immatureFrom: AnyDay, note: z.string() }).meta({ id: 'Maturity' });

export const RangeOfDays = z.strictObject({ from: AnyDay, to: AnyDay });

const Cell = z.union([z.string(), z.number(), z.null()]);

/** A row has the table's columns: names and days of its groups, the currency, and the figures that were asked for. */
export const PerformanceRow = withSums(z.record(z.string(), Cell), [
  'impressions',
  'clicks',
  'costMicros',
  'conversionValueMicros',
]);
