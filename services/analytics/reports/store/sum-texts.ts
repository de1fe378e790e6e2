import type { Sums } from '../domain/sums.ts';
import { text } from '../../../../storage/statement.ts';

/** Declares the columns of sums in a statement's answer. */
export const sumTexts = {
  impressions: text,
  clicks: text,
  costMicros: text,
  conversionsMicros: text,
  valueMicros: text,
} as const;

/** Sums as decimal digits, because a number would round what is above 2^53. */
export type SumTexts = { readonly [Figure in keyof Sums]: string };

export function toSums(texts: SumTexts): Sums {
  return {
    impressions: BigInt(texts.impressions),
    clicks: BigInt(texts.clicks),
    costMicros: BigInt(texts.costMicros),
    conversionsMicros: BigInt(texts.conversionsMicros),
    valueMicros: BigInt(texts.valueMicros),
  };
}
