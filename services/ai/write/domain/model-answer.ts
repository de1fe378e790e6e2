import { z } from 'zod';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { AIMS } from './aims.ts';

const Keyword = z.strictObject({ text: z.string(), matchType: z.enum(['exact', 'phrase']) });
const SearchAd = z.strictObject({
  headlines: z.array(z.string()),
  descriptions: z.array(z.string()),
  path1: z.string().nullable(),
  path2: z.string().nullable(),
});
const TextAd = z.strictObject({ headline: z.string(), description: z.string() });

/**
 * What a model may answer. It has no field for money, addresses, accounts, audiences or images: those are never taken
 * from a model. Lengths are not part of the schema; the local checks judge them by display width.
 */
export const ModelAnswer = z.strictObject({
  adGroups: z.array(
    z.strictObject({
      name: z.string(),
      keywords: z.array(Keyword),
      negativeKeywords: z.array(z.string()),
      searchAds: z.array(SearchAd),
      textAds: z.array(TextAd),
    }),
  ),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

/** The strict JSON schema for the model: every field required, nothing additional. */
export function answerSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ModelAnswer) as Record<string, unknown>;
  return schema;
}

/** The most of each kind that is kept of an answer. */
export const MOST = {
  adGroups: AIMS.adGroups.max,
  keywords: AIMS.keywords.max,
  negativeKeywords: 30,
  searchAds: 1,
  headlines: GOOGLE_ADS_LIMITS.headlines.most,
  descriptions: GOOGLE_ADS_LIMITS.descriptions.most,
  textAds: AIMS.textAds,
} as const;
