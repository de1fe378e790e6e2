import { z } from 'zod';
import { contract, Done } from '../action.ts';
import { plainLine } from '../names.ts';
import { AnyDay, Currency, Cursor, Day, Id, Instant, Limit, pageOf } from '../values.ts';
import { DAYS, Figures, MEASURES } from './figures.ts';

const isAboveZero = (text: string) => /[1-9]/.test(text);
/** A rate as decimal text, which no reader rounds: how much of `to` one unit of `from` is. */
export const RateText = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,12})?$/, 'a decimal such as 0.9213, at most 9 digits before and 12 after the point')
  .refine(isAboveZero, 'above zero');

/** How many rates are set at once. */
export const MOST_RATES = 1_000;

/** Which rate: of a day, from one currency to another. */
const RateKey = { day: Day, from: Currency, to: Currency };
export const NewRate = z.strictObject({ ...RateKey, rate: RateText, source: plainLine(200) }).meta({
  id: 'NewCurrencyRate',
  description: 'rate: how much of `to` one unit of `from` is; source: who says so.',
});
export type NewRate = z.infer<typeof NewRate>;

export const CurrencyRate = z
  .strictObject({
    id: Id,
    day: AnyDay,
    from: Currency,
    to: Currency,
    rate: z.string(),
    source: z.string(),
    toldBy: Id,
    toldAt: Instant,
    /** When it was replaced or removed; null: it counts. */
    endedAt: Instant.nullable(),
    endedBy: Id.nullable(),
  })
  .meta({ id: 'CurrencyRate' });
export type CurrencyRate = z.infer<typeof CurrencyRate>;

/** The currency of a report's money; figures of other currencies are converted by the rates of the organisation. */
export const ConvertTo = Currency.optional().describe(
  'Convert money to this currency, each day at the rate that your organisation has set for it; what has no rate is left out and said.',
);

/** Figures of one currency that are in no converted sum, because their days have no rate. */
export const LeftOut = Figures.extend({
  currency: Currency,
  /** Whether they are of the range, or of the one that it is compared with. */
  of: z.enum(['range', 'previous']),
  days: z.int(),
  from: AnyDay,
  to: AnyDay,
}).meta({
  id: 'NotConverted',
  description: `Left out of all sums, counts too: these days have no rate. from, to: the first and the last of them. ${DAYS} ${MEASURES}`,
});

/** By which rates money was converted, and what was not. */
export const Converted = z
  .strictObject({
    to: Currency,
    rounding: z.literal('half-even-per-row-day-and-currency'),
    rates: z.array(
      z
        .strictObject({
          from: Currency,
          lowest: z.string(),
          highest: z.string(),
          /** The days whose rates were used. */
          firstDay: AnyDay,
          lastDay: AnyDay,
          /** By how many days a rate was carried forward at the most. */
          carriedDays: z.int(),
          sources: z.array(z.string()),
        })
        .meta({ description: `from: the currency. ${DAYS}` }),
    ),
    notConverted: z.array(LeftOut),
  })
  .meta({
    id: 'Converted',
    description:
      "Each row's amount of each day and currency is multiplied by that day's rate, or the last one before it within the days that rates are carried, and rounded to a micro, half to even.",
  });
export type Converted = z.infer<typeof Converted>;

const TAG = 'Analytics';
const pair = { from: Currency.optional(), to: Currency.optional() };

export const currencyRateContracts = {
  setCurrencyRates: contract({
    name: 'analytics.setCurrencyRates',
    summary: 'Set rates of days by which reports convert money; a rate that differs replaces the one before',
    params: z.strictObject({ rates: z.array(NewRate).min(1).max(MOST_RATES) }),
    result: z.strictObject({ set: z.int(), unchanged: z.int() }).meta({
      id: 'SetCurrencyRates',
      description: 'How many rates are new or other ones, and how many were so.',
    }),
    permission: 'metrics:write',
    stepUp: 'none',
    idempotent: true,
    http: {
      method: 'PUT',
      path: '/api/analytics/rates',
      tag: TAG,
      media: { request: ['application/json', 'text/csv'] },
    },
  }),
  currencyRates: contract({
    name: 'analytics.currencyRates',
    summary: 'Rates by which reports convert money, the latest day first; with their history',
    params: z.strictObject({
      ...pair,
      firstDay: Day.optional(),
      lastDay: Day.optional(),
      /** `counting`: those that count; `all`: also those that were replaced or removed. */
      state: z.enum(['counting', 'all']).default('counting'),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    result: pageOf(CurrencyRate).meta({ id: 'CurrencyRatePage' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/rates', tag: TAG },
  }),
  removeCurrencyRate: contract({
    name: 'analytics.removeCurrencyRate',
    summary: 'Remove the rate of a day; its history stays, and reports convert without it at once',
    params: z.strictObject(RateKey),
    result: Done,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['CURRENCY_RATE_NOT_FOUND'],
    idempotent: true,
    http: { method: 'DELETE', path: '/api/analytics/rates/{from}/{to}/{day}', tag: TAG, status: 204 },
  }),
} as const;
