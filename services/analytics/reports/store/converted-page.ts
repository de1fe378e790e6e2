import type { LeftOutSums, RateOfDay, UsedRates } from '../../currencies/domain/conversion.ts';
import { type SumTexts, toSums } from './sum-texts.ts';

type LeftOutJson = Omit<LeftOutSums, 'sums'> & SumTexts;
/** Of a table's totals as they are stored, where its money is converted (converted-sql.ts). */
export type ConversionJson = { readonly leftOut?: readonly LeftOutJson[]; readonly rates?: UsedRates[] };
export type StoredConversion = { readonly leftOut: LeftOutSums[]; readonly rates: UsedRates[] };

/** What a row leaves out, from its JSON text; null: nothing. */
export const leftOutIn = (text: string | null): LeftOutSums[] =>
  text === null ? [] : (JSON.parse(text) as LeftOutJson[]).map(sumsOf);

/** The conversion of totals; nothing where their money is not converted. */
export const conversionIn = ({ leftOut, rates }: ConversionJson): { conversion?: StoredConversion } =>
  leftOut && rates ? { conversion: { leftOut: leftOut.map(sumsOf), rates } } : {};

const sumsOf = ({ currency, of, days, from, to, ...texts }: LeftOutJson): LeftOutSums => ({
  ...{ currency, of, days, from, to },
  sums: toSums(texts),
});

/** The rates of days, as the JSON that converted tables take. */
export const rateRecords = (rates: readonly RateOfDay[]): string =>
  JSON.stringify(
    rates.map(({ currency, date, rate, day, carriedDays, source }) => ({
      of_currency: currency,
      of_date: date,
      used_rate: rate,
      rate_day: day,
      carried_days: carriedDays,
      source,
    })),
  );
