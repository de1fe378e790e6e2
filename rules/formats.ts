import type { Ad, AdGroup } from '../contracts/structure.ts';
import type { Platform } from '../contracts/values.ts';

/**
 * What this product publishes to each platform; everything else in a structure is told as a loss. LinkedIn itself also
 * runs single image ads, which are not published yet (docs/decisions.md#4-formats-of-ads).
 */
export const PUBLISHED: Readonly<
  Record<Platform, { formats: readonly Ad['format'][]; keywords: boolean; audiences: boolean }>
> = {
  'google-ads': { formats: ['responsive_search'], keywords: true, audiences: false },
  'linkedin-ads': { formats: ['text_ad'], keywords: false, audiences: true },
};

/** Whether an ad group has an ad that is published to the platform; without one the ad group is left out there. */
export function runsOn(platform: Platform, group: AdGroup): boolean {
  return group.ads.some((ad) => PUBLISHED[platform].formats.includes(ad.format));
}

/** How many of the ad groups the platform runs. */
export function countRunning(platform: Platform, adGroups: readonly AdGroup[]): number {
  return adGroups.filter((group) => runsOn(platform, group)).length;
}

/** Whether anybody is named in the professional audiences of an ad group. */
export function hasAudiences({ audiences }: AdGroup): boolean {
  return audiences !== undefined && Object.values(audiences).some((urns) => urns.length > 0);
}
