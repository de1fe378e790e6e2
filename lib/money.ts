/** Money is an exact integer of micros: 1,000,000 = one unit of its currency. */
export const MICROS = 1_000_000;

/** The largest single amount in micros that a JSON number holds exactly (docs/decisions.md#8-money-in-json). */
export const MAX_MICROS = 9_000_000_000_000_000;

/**
 * Divides `totalMicros` into `parts` integers that add up to it exactly; the first parts carry the remainder.
 * Shares differ by one micro at most.
 */
export function splitEvenly(totalMicros: number, parts: number): number[] {
  const share = Math.floor(totalMicros / parts);
  const rest = totalMicros - share * parts;
  return Array.from({ length: parts }, (_, i) => share + (i < rest ? 1 : 0));
}

/** @throws RangeError for an amount that a JSON number cannot hold exactly */
export function requireExact(micros: number): number {
  if (!Number.isSafeInteger(micros)) throw new RangeError(`not an exact integer of micros: ${micros}`);
  return micros;
}

/** A sum in JSON between services: a number while that is exact, otherwise its digits as a string. */
export type ExactInteger = number | string;

export function exactInteger(value: bigint): ExactInteger {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** Micros as a decimal string with two or more digits, e.g. 50000000 → "50.00"; exact, no rounding. */
export function microsToDecimal(micros: number): string {
  const sign = micros < 0 ? '-' : '';
  const abs = Math.abs(requireExact(micros));
  const whole = Math.floor(abs / MICROS);
  const fraction = String(abs % MICROS)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${sign}${whole}.${fraction}`;
}

/** Whole micros of any size as units without needless digits, e.g. 12500000 → "12.5"; exact, no rounding. */
export function microsToUnits(micros: bigint | number | string): string {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(String(micros)) ?? [];
  const padded = digits.padStart(7, '0');
  const fraction = padded.slice(-6).replace(/0+$/, '');
  return `${sign}${padded.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A decimal amount as micros, e.g. "50.00" → 50000000; what is smaller than a micro is rounded. */
export function decimalToMicros(decimal: string): number {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const digits = fraction.padEnd(7, '0');
  const rounding = Number(digits[6]) >= 5 ? 1 : 0;
  return requireExact(Number(whole) * MICROS + Number(digits.slice(0, 6)) + rounding);
}
