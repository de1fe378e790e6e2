import { MICROS } from './money.ts';

/** Units by currency, once looked up; a currency is three capital letters, so there cannot be many. */
const units = new Map<string, number>();

/**
 * The smallest amount of a currency in micros, by its ISO 4217 decimals as Intl knows them: 10,000 for USD, 1,000,000 for
 * JPY. Two decimals for a currency that Intl does not know; RangeError for what is no currency code.
 */
export function smallestUnitMicros(currency: string): number {
  const known = units.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const unit = MICROS / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  units.set(currency, unit);
  return unit;
}
