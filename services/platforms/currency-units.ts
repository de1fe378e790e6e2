import { MICROS } from '../../lib/money.ts';

/**
 * The smallest amount of a currency in micros, by its ISO 4217 decimals as Intl knows them: USD 10,000, JPY 1,000,000.
 */
export function smallestUnitMicros(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  return MICROS / 10 ** (digits ?? 2);
}
