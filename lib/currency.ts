import { MICROS } from './money.ts';

/** A cache of the units by currency. It stays small, because a currency is three capital letters. */
const units = new Map<string, number>();

/**
 * The smallest amount of a currency in micros, from the number of its decimals in Intl: 10,000 for USD, 1,000,000 for
 * JPY. A currency that Intl does not know has two decimals. @throws RangeError for a text that is no currency code
 */
export function smallestUnitMicros(currency: string): number {
  const known = units.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const unit = MICROS / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  units.set(currency, unit);
  return unit;
}
