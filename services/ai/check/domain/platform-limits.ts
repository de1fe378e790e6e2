import type { Ad } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';

type Format = Ad['format'];

/**
 * What each platform can run. Google: "Create responsive search ads" and "System limits" of the Google Ads API
 * documentation, read 2026-05. LinkedIn: the ad specifications of text ads and single image ads, read 2026-05.
 */
export const RUNS: Record<Platform, readonly Format[]> = {
  'google-ads': ['responsive_search'],
  'linkedin-ads': ['text_ad', 'single_image'],
};

/** Widths are display widths: a double-width character counts 2. */
export const LIMITS = {
  responsive_search: {
    headlines: { min: 3, max: 15, width: 30 },
    descriptions: { min: 2, max: 4, width: 90 },
    path: { width: 15 },
    /** HEADLINE_1..3 and DESCRIPTION_1..2 of ServedAssetFieldType. */
    pins: { headline: 3, description: 2 },
    perAdGroup: 3,
  },
  text_ad: { headline: 25, description: 75 },
  /** `shown` is where LinkedIn cuts the text with "… see more". */
  single_image: {
    introText: { width: 600, shown: 150 },
    headline: { width: 200, shown: 70 },
    description: { width: 300, shown: 100 },
  },
  /** KEYWORD_TEXT_TOO_LONG, KEYWORD_HAS_TOO_MANY_WORDS of CriterionError. */
  keyword: { characters: 80, words: 10 },
  /** INVALID_ADGROUP_NAME of AdGroupError: bytes, not characters. */
  adGroupName: { bytes: 255 },
} as const;

/** How much the built-in generator writes, and what a model is asked for. */
export const AIMS = {
  adGroups: { min: 2, max: 4 },
  headlines: { min: 8, max: 15 },
  descriptions: 4,
  keywords: { min: 8, max: 20 },
  textAds: 2,
} as const;
