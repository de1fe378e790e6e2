import type { LeftOutSums, RateOfDay, UsedRates } from '../../currencies/domain/conversion.ts';

type LeftOutJson = Omit<LeftOutSums, 'sums'> & Readonly<Record<'i' | 'k' | 'c' | 'n' | 'v', string>>;
/** Of a table's totals as they are stored, where its money is converted (converted-sql.ts). */
export type ConversionJson = { readonly leftOut?: readonly LeftOutJson[]; readonly rates?: UsedRates[] };
export type StoredConversion = { readonly leftOut: LeftOutSums[]; readonly rates: UsedRates[] };

/** What a row leaves out, from its JSON text; null: nothing. */
export const leftOutIn = (text: string | null): LeftOutSums[] =>
  text === null ? [] : (JSON.parse(text) as LeftOutJson[]).map(sumsOf);

/** The conversion of totals; nothing where their money is not converted. */
export const conversionIn = ({ leftOut, rates }: ConversionJson): { conversion?: StoredConversion } =>
  leftOut && rates ? { conversion: { leftOut: leftOut.map(sumsOf), rates } } : {};

const sumsOf = ({ i, k, c, n, v, ...one }: LeftOutJson): LeftOutSums => ({
  ...one,
  sums: {
    impressions: BigInt(i),
    clicks: BigInt(k),
    costMicros: BigInt(c),
    conversionsMicros: BigInt(n),
    valueMicros: BigInt(v),
  },
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
