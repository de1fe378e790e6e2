import { microsToDecimal, MICROS } from '../../lib/money.ts';

type Fact = { value: number; unit: string };

const PERCENT_UNITS = new Set(['ratio', 'share', 'rate', 'fraction']);
const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A number as people write it in English: two decimals at most, two significant digits below one. */
function formatNumber(value: number): string {
  const zero = Object.is(value, -0) ? 0 : value;
  return Math.abs(zero) < 1 ? small.format(zero) : plain.format(zero);
}

/** Micros with their currency, to the cent: 35000000 USD → `35.00 USD`. */
export function formatMicros(micros: number, currency: string): string {
  const cents = Math.round(micros / (MICROS / 100)) * (MICROS / 100);
  const [whole = '0', fraction = '00'] = microsToDecimal(cents).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}.${fraction} ${currency}`;
}

/** A fact with its unit: micros become money, ratios become percent, other units stand behind the number. */
export function formatFact({ value, unit }: Fact, currency: string): string {
  if (/micros$/iu.test(unit) && Number.isSafeInteger(Math.round(value)))
    return formatMicros(Math.round(value), currency);
  if (PERCENT_UNITS.has(unit.toLowerCase())) return `${formatNumber(value * 100)}%`;
  if (unit === '%') return `${formatNumber(value)}%`;
  if (unit === '' || unit === 'count' || unit === 'number') return formatNumber(value);
  return `${formatNumber(value)} ${unit}`;
}

/** A probability as percent, never rounded up to certainty; null where a number would promise too much. */
export function formatProbability(probability: number): string | null {
  if (probability > 0.99) return null;
  return `${Math.floor(probability * 100 + 1e-9)}%`;
}
