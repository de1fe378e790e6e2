import { z } from 'zod';
import { AnyDay, Currency, Instant, Platform, Sum, withSums } from '../values.ts';

/** What the fields of figures are measured in; the description of the API says it with each of them. */
export const MONEY = 'Micros are millionths of a unit of the currency.';
export const DAYS = "A day is one of the ad account's own time zone, as the platform reports it.";
const COUNTS = `Impressions and clicks are counts. ${MONEY}`;
const CREDIT =
  "Conversions and their value are those of the platform's attribution window as set in the ad account, credited to the day of the interaction; fractions are possible.";
/** Of an object with figures. */
export const MEASURES = `${COUNTS} ${CREDIT}`;
const RATES = `ctr = clicks / impressions, conversionRate = conversions / clicks, roas = value / cost: shares of 1. cpcMicros, cpaMicros, cpmMicros (for 1,000 impressions): cost. ${MONEY} Null where the divisor is 0.`;

export const Figures = z
  .strictObject({
    impressions: Sum,
    clicks: Sum,
    costMicros: Sum,
    conversions: z.number(),
    conversionValueMicros: Sum,
  })
  .meta({ id: 'Figures', description: MEASURES });
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
  .meta({ id: 'Rates', description: RATES });
export type Rates = z.infer<typeof Rates>;

export const Totals = Figures.extend({ rates: Rates }).meta({
  id: 'Totals',
  description: MEASURES,
});

/** Figures of one currency; sums never mix two currencies. */
export const CurrencyTotals = Totals.extend({ currency: Currency }).meta({
  id: 'CurrencyTotals',
  description: MEASURES,
});

export const SeriesPoint = Figures.extend({ date: AnyDay, currency: Currency }).meta({
  id: 'SeriesPoint',
  description: `date: the day, or the first day of the week or month. ${DAYS} ${COUNTS} ${CREDIT}`,
});

export const Freshness = z
  .strictObject({ lastFactAt: Instant.nullable(), lastDay: AnyDay.nullable(), factVersion: z.int() })
  .meta({
    id: 'Freshness',
    description: `lastFactAt: when figures last changed, UTC. lastDay: the last day that has figures. ${DAYS}`,
  });

/** How much of the conversions of one day on one platform is known. */
export const DayMaturity = z
  .strictObject({
    date: AnyDay,
    platform: Platform,
    /** How old the day was when the platform told something last. */
    days: z.int(),
    /** The share of the day's conversions that is known; null: not known, which is not 1. Above 1: some are taken back later. */
    share: z.number().nullable(),
    from: z.enum(['learned', 'unknown']),
    /** Whether it is learned from the campaign's own ad account, or from all of the platform. */
    basis: z.enum(['account', 'platform']).nullable(),
  })
  .meta({ id: 'DayMaturity', description: DAYS });
export type DayMaturity = z.infer<typeof DayMaturity>;

/** Days whose figures still grow because conversions arrive late. */
export const Maturity = z
  .strictObject({
    immatureFrom: AnyDay,
    note: z.string(),
    /** The share of the conversions of all days of the report that is known, as learned; null: not known. */
    share: z.number().nullable(),
    /** Of days that are so old all conversions count as known. */
    horizonDays: z.int(),
    /** The days of the report that are younger. */
    days: z.array(DayMaturity),
  })
  .meta({
    id: 'Maturity',
    description: `Figures from immatureFrom on still grow. Shares are learned from how earlier days grew after they were first told. ${DAYS}`,
  });
export type Maturity = z.infer<typeof Maturity>;

export const RangeOfDays = z
  .strictObject({ from: AnyDay, to: AnyDay })
  .meta({ description: `Both days belong to it. ${DAYS}` });

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const SUM_METRICS = ['impressions', 'clicks', 'costMicros', 'conversionValueMicros'];

/** A row has the table's columns: names and days of its groups, the currency, and the figures that were asked for. */
export const PerformanceRow = withSums(
  z.record(z.string(), Cell).meta({
    description: `${COUNTS} ${CREDIT} ${RATES} ${DAYS} week and month are first days. With a comparison …Previous is the earlier figure and …Change the change as a share of it (0.1 = +10 %). Null: not known.`,
  }),
  [...SUM_METRICS, ...SUM_METRICS.map((name) => `${name}Previous`)],
);
