import type { Platform } from '../contracts/values.ts';

/** A platform as people write it. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  'google-ads': 'Google Ads',
  'linkedin-ads': 'LinkedIn Ads',
};

/** What people see on the platform's own screens, and what its API calls the same thing. */
export type Word = { people: string; api: string };

export type Thing =
  | 'campaign'
  | 'adGroup'
  | 'ad'
  | 'headline'
  | 'description'
  | 'introText'
  | 'path'
  | 'keyword'
  | 'landingPageUrl'
  | 'dailyMicros'
  | 'totalMicros';

/**
 * The same things in each platform's words; absent where the platform has no such thing. In October 2025 LinkedIn renamed
 * its levels for people (campaign group → campaign, campaign → ad set, creative → ad); its API kept the old names.
 * Checked on 2026-11-27: support.google.com/google-ads, linkedin.com/help/lms/answer/a422101, learn.microsoft.com/linkedin.
 */
export const WORDS: Readonly<Record<Platform, Readonly<Partial<Record<Thing, Word>>>>> = {
  'google-ads': {
    campaign: { people: 'campaign', api: 'campaign' },
    adGroup: { people: 'ad group', api: 'adGroup' },
    ad: { people: 'responsive search ad', api: 'responsiveSearchAd' },
    headline: { people: 'headline', api: 'headlines' },
    description: { people: 'description', api: 'descriptions' },
    path: { people: 'display path', api: 'path1, path2' },
    keyword: { people: 'keyword', api: 'keyword' },
    landingPageUrl: { people: 'final URL', api: 'finalUrls' },
    dailyMicros: { people: 'daily budget', api: 'campaignBudget.amountMicros' },
  },
  'linkedin-ads': {
    campaign: { people: 'campaign', api: 'campaign group' },
    adGroup: { people: 'ad set', api: 'campaign' },
    ad: { people: 'ad', api: 'creative' },
    headline: { people: 'headline', api: 'headline' },
    description: { people: 'description', api: 'description' },
    introText: { people: 'introductory text', api: 'commentary' },
    landingPageUrl: { people: 'destination URL', api: 'landingPage' },
    dailyMicros: { people: 'daily budget', api: 'dailyBudget' },
    totalMicros: { people: 'lifetime budget', api: 'totalBudget' },
  },
};

/** A platform's name by its id; an id that is no platform's stays as it is. */
export function platformName(id: string): string {
  return Object.hasOwn(PLATFORM_NAMES, id) ? PLATFORM_NAMES[id as Platform] : id;
}

/** A text with its platforms' ids as names: `google-ads: clicks` → `Google Ads: clicks`. */
export function withPlatformNames(text: string): string {
  return text.replaceAll(/google-ads|linkedin-ads/g, platformName);
}
