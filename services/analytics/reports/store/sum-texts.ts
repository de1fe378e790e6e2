import type { Sums } from '../domain/sums.ts';

import { text } from '../../../../storage/statement.ts';

/** The columns of sums in a statement's answer. */
export const sumTexts = {
  impressions: text,
  clicks: text,
  costMicros: text,
  conversionsMicros: text,
  valueMicros: text,
} as const;

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
