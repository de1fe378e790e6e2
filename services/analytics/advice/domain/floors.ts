import type { Platform } from '../../../../contracts/values.ts';
import { MICROS } from '../../../../lib/money.ts';

/** Currencies in which LinkedIn asks for 10 units a day at least. Elsewhere the platform has the last word at publish. */
const TEN_A_DAY = new Set(['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'NZD', 'SGD']);

/** The least that each platform accepts a day in a currency, in micros, as far as it is known. */
export function floorsIn(currency: string): Partial<Record<Platform, number>> {
  if (!TEN_A_DAY.has(currency)) return {};
  return { 'google-ads': MICROS, 'linkedin-ads': 10 * MICROS };
}
