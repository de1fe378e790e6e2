import { type ExactInteger, exactInteger } from '../../../../lib/money.ts';

/**
 * Exact sums of figures. Counts are whole numbers, money is micros, conversions are millionths of a conversion,
 * so that fractions add up without rounding. BigInt, because sums of IDR micros pass 2^53.
 */
export type Sums = {
  readonly impressions: bigint;
  readonly clicks: bigint;
  readonly costMicros: bigint;
  readonly conversionsMicros: bigint;
  readonly valueMicros: bigint;
};

export type FiguresOnWire = {
  impressions: ExactInteger;
  clicks: ExactInteger;
  costMicros: ExactInteger;
  conversions: number;
  conversionValueMicros: ExactInteger;
};

export const NO_SUMS: Sums = {
  impressions: 0n,
  clicks: 0n,
  costMicros: 0n,
  conversionsMicros: 0n,
  valueMicros: 0n,
};

/** Adds two sums of one currency, figure by figure. */
export function addSums(a: Sums, b: Sums): Sums {
  return {
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    costMicros: a.costMicros + b.costMicros,
    conversionsMicros: a.conversionsMicros + b.conversionsMicros,
    valueMicros: a.valueMicros + b.valueMicros,
  };
}

/** Millionths as a number of units: the double nearest to the exact decimal. */
export function millionths(value: bigint): number {
  const digits = value.toString().padStart(7, '0');
  return Number(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
}

/** Sums in the names and units of the wire. */
export function toFigures(sums: Sums): FiguresOnWire {
  return {
    impressions: exactInteger(sums.impressions),
    clicks: exactInteger(sums.clicks),
    costMicros: exactInteger(sums.costMicros),
    conversions: millionths(sums.conversionsMicros),
    conversionValueMicros: exactInteger(sums.valueMicros),
  };
}

/** Adds up the sums of rows by a key; keys keep the order in which they first appear. */
export function sumBy<T extends Sums>(rows: readonly T[], key: (row: T) => string): Map<string, Sums> {
  const groups = new Map<string, Sums>();
  for (const row of rows) {
    const name = key(row);
    groups.set(name, addSums(groups.get(name) ?? NO_SUMS, row));
  }
  return groups;
}
