import type { Sums } from '../domain/sums.ts';

/** Sums as PostgreSQL writes them: digits, so that nothing above 2^53 is rounded on the way. */
export type SumTexts = { readonly [Figure in keyof Sums]: string };

/** The exact sums behind their digits. */
export function toSums(texts: SumTexts): Sums {
  return {
    impressions: BigInt(texts.impressions),
    clicks: BigInt(texts.clicks),
    costMicros: BigInt(texts.costMicros),
    conversionsMicros: BigInt(texts.conversionsMicros),
    valueMicros: BigInt(texts.valueMicros),
  };
}
