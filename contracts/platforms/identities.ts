import { z } from 'zod';
import { contract } from '../action.ts';
import { Currency, Id, Platform } from '../values.ts';

/** An id as an ad platform and its exports write it. */
export const ExternalId = z.string().min(1).max(255);

/**
 * An object that this product has made on a platform. `level` is in the model's words: a Google campaign and a LinkedIn
 * campaign group are a `campaign`; a Google ad group and a LinkedIn campaign an `ad-group`.
 */
export const PublishedObject = z.strictObject({
  platform: Platform,
  level: z.enum(['campaign', 'ad-group', 'ad', 'keyword']),
  externalId: ExternalId,
  campaignId: Id,
  account: z.strictObject({ externalId: ExternalId, name: z.string(), currency: Currency }),
  /** Its name in the campaign's content, without the marker that it carries on the platform; null when it is not known. */
  name: z.string().nullable(),
});
export type PublishedObject = z.infer<typeof PublishedObject>;

export const identityContracts = {
  identify: contract({
    name: 'platforms.identify',
    summary:
      'Which of these ids of ad platforms belong to campaigns that were published here, removed ones included',
    params: z.strictObject({
      ids: z
        .array(z.strictObject({ platform: Platform, externalId: ExternalId }))
        .min(1)
        .max(1000),
    }),
    /** Ids that nothing was made under are left out. One id may be given twice, at two levels. */
    result: z.strictObject({ objects: z.array(PublishedObject) }),
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
} as const;
