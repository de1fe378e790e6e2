import { z } from 'zod';
import { line, text } from './values.ts';

/** One keyword of a search ad group. */
export const Keyword = z
  .strictObject({ text: line(80), matchType: z.enum(['exact', 'phrase', 'broad']) })
  .meta({ id: 'Keyword' });

const pinned = (max: number) => z.strictObject({ text: line(max), pin: z.int().min(1).max(3).optional() });

export const ResponsiveSearchAd = z
  .strictObject({
    format: z.literal('responsive_search'),
    headlines: z.array(pinned(60)).min(1).max(15),
    descriptions: z.array(pinned(180)).min(1).max(4),
    path1: line(15).optional(),
    path2: line(15).optional(),
  })
  .meta({ id: 'ResponsiveSearchAd' });

export const SingleImageAd = z
  .strictObject({
    format: z.literal('single_image'),
    introText: text(600).min(1),
    headline: line(200),
    description: line(300).optional(),
    assetId: z.uuid(),
    callToAction: z
      .enum(['APPLY', 'DOWNLOAD', 'LEARN_MORE', 'SIGN_UP', 'REGISTER', 'REQUEST_DEMO'])
      .optional(),
  })
  .meta({ id: 'SingleImageAd' });

export const TextAd = z
  .strictObject({
    format: z.literal('text_ad'),
    headline: line(60),
    description: line(150),
    assetId: z.uuid().optional(),
  })
  .meta({ id: 'TextAd' });

export const Ad = z
  .discriminatedUnion('format', [ResponsiveSearchAd, SingleImageAd, TextAd])
  .meta({ id: 'Ad' });
export type Ad = z.infer<typeof Ad>;

const urns = z.array(line(120)).max(50).default([]);
/** Professional audiences by LinkedIn URN; platforms that cannot express them say so in the loss report. */
export const Audiences = z
  .strictObject({ jobFunctions: urns, seniorities: urns, industries: urns })
  .meta({ id: 'Audiences' });
export type Audiences = z.infer<typeof Audiences>;

export const AdGroup = z
  .strictObject({
    name: line(120),
    keywords: z.array(Keyword).max(200).default([]),
    negativeKeywords: z.array(Keyword).max(200).default([]),
    audiences: Audiences.optional(),
    ads: z.array(Ad).min(1).max(20),
  })
  .meta({ id: 'AdGroup' });
export type AdGroup = z.infer<typeof AdGroup>;

/** The platform-neutral structure of a campaign; names of ad groups are unique within it. */
export const Structure = z
  .strictObject({ adGroups: z.array(AdGroup).min(1).max(50) })
  .refine((s) => new Set(s.adGroups.map((g) => g.name)).size === s.adGroups.length, {
    path: ['adGroups'],
    message: 'names of ad groups must differ',
  })
  .meta({ id: 'Structure' });
export type Structure = z.infer<typeof Structure>;

/** One finding of the local checks: `error` stops publishing, `warning` and `loss` are told. */
export const Check = z
  .strictObject({
    platform: z.enum(['google-ads', 'linkedin-ads']).nullable(),
    severity: z.enum(['error', 'warning', 'loss']),
    code: z.string(),
    path: z.string(),
    message: z.string(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;
