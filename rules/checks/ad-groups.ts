import type { AdGroup, Check } from '../../contracts/structure.ts';
import type { Platform } from '../../contracts/values.ts';
import { GOOGLE_ADS_LIMITS } from '../google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../linkedin-ads/limits.ts';
import { checkGoogleAdGroups } from './google-ads/ad-groups.ts';
import { checkLinkedInAdGroups } from './linkedin-ads/ad-groups.ts';
import { checksOf } from './say.ts';

/** What a platform's rules say about ad groups, in their order; paths begin with `adGroups`. */
export function checkAdGroups(platform: Platform, adGroups: readonly AdGroup[]): Check[] {
  return checksOf(platform, (say) => {
    if (platform === 'google-ads') checkGoogleAdGroups(adGroups, GOOGLE_ADS_LIMITS, say);
    else checkLinkedInAdGroups(adGroups, LINKEDIN_ADS_LIMITS, say);
  });
}
