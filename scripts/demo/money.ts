/** An amount as people write it: `$1,234.50`; without decimals when `digits` is 0. */
export function money(micros: number, currency: string, digits = 2): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(micros / 1_000_000);
}

/** A count with thousands separators, and one decimal at most, because conversions may have fractions. */
export function count(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(value);
}

/** A share as a percentage. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)} %`;
}
