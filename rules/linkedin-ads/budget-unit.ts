import { smallestUnitMicros } from '../../lib/currency.ts';
import { LINKEDIN_ADS_LIMITS } from './limits.ts';

/** The smallest amount in micros that a LinkedIn budget in this currency may be a multiple of. */
export function budgetUnitMicros(currency: string): number {
  return Math.max(LINKEDIN_ADS_LIMITS.finestAmountMicros, smallestUnitMicros(currency));
}
