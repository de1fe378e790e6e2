import type { Ad, AdGroup } from '../../../contracts/structure.ts';
import { characterCount } from '../../display-width.ts';
import { runsOn } from '../../formats.ts';
import type { LinkedInAdsLimits } from '../../linkedin-ads/limits.ts';
import type { Say } from '../say.ts';

type TextAd = Extract<Ad, { format: 'text_ad' }>;
type ImageAd = Extract<Ad, { format: 'single_image' }>;
type TextRule = { most: number; shown?: number };

const FACETS = { jobFunctions: 'function', seniorities: 'seniority', industries: 'industry' } as const;

/** LinkedIn's rules for the ad groups of a campaign: ads, audiences, and what LinkedIn cannot express. */
export function checkLinkedInAdGroups(
  adGroups: readonly AdGroup[],
  limits: LinkedInAdsLimits,
  say: Say,
): void {
  adGroups.forEach((group, index) => checkAdGroup(group, `adGroups.${index}`, limits, say));
  if (!adGroups.some((group) => runsOn('linkedin-ads', group)))
    say('error', 'ADS_MISSING', 'adGroups', 'LinkedIn Ads needs at least one text ad.');
}

function checkAdGroup(group: AdGroup, path: string, limits: LinkedInAdsLimits, say: Say): void {
  checkAds(group, path, limits, say);
  for (const field of ['keywords', 'negativeKeywords'] as const)
    if (group[field].length > 0)
      say('loss', 'KEYWORDS_NOT_EXPRESSED', `${path}.${field}`, 'LinkedIn aims at people, not at searches.');
  for (const [facet, type] of Object.entries(FACETS) as [keyof typeof FACETS, string][])
    group.audiences?.[facet].forEach((urn, index) => {
      if (!new RegExp(`^urn:li:${type}:\\w+$`).test(urn))
        say(
          'error',
          'AUDIENCE_INVALID',
          `${path}.audiences.${facet}.${index}`,
          `“${urn}” is not urn:li:${type}:….`,
        );
    });
}

function checkAds(group: AdGroup, path: string, limits: LinkedInAdsLimits, say: Say): void {
  const seen = new Set<string>();
  group.ads.forEach((ad, index) => {
    const here = `${path}.ads.${index}`;
    if (ad.format !== 'text_ad') {
      say('loss', 'AD_FORMAT_NOT_EXPRESSED', here, `A ${ad.format} ad is not published to LinkedIn.`);
      if (ad.format === 'single_image') checkImageAd(ad, here, limits, say);
      return;
    }
    const content = JSON.stringify([ad.headline, ad.description]);
    if (seen.has(content)) say('loss', 'AD_REPEATED', here, 'The same ad is there twice; it is made once.');
    seen.add(content);
    checkTextAd(ad, here, limits, say);
  });
  const most = limits.activeAdsPerAdGroup;
  if (seen.size > most) say('error', 'ADS_TOO_MANY', `${path}.ads`, `A LinkedIn ad set runs ${most} ads.`);
  if (seen.size === 0)
    say('loss', 'AD_GROUP_NOT_EXPRESSED', path, `“${group.name}” has no text ad and is left out.`);
}

function checkTextAd(ad: TextAd, path: string, limits: LinkedInAdsLimits, say: Say): void {
  checkText(ad.headline, `${path}.headline`, limits.textAd.headline, say);
  checkText(ad.description, `${path}.description`, limits.textAd.description, say);
  if (ad.assetId !== undefined)
    say(
      'loss',
      'IMAGE_NOT_EXPRESSED',
      `${path}.assetId`,
      'The image is not sent; LinkedIn shows the ad without it.',
    );
}

/** An image ad is not published yet: what is wrong with its texts stops nothing and is told as a warning. */
function checkImageAd(ad: ImageAd, path: string, limits: LinkedInAdsLimits, say: Say): void {
  const warn: Say = (_severity, ...told) => say('warning', ...told);
  for (const field of ['introText', 'headline', 'description'] as const) {
    const text = ad[field];
    if (text !== undefined) checkText(text, `${path}.${field}`, limits.singleImage[field], warn);
  }
}

function checkText(text: string, path: string, { most, shown }: TextRule, say: Say): void {
  const own = characterCount(text);
  if (own > most) say('error', 'TEXT_TOO_LONG', path, `The text has ${own} of ${most} characters.`);
  else if (shown !== undefined && own > shown)
    say('warning', 'TEXT_CUT', path, `LinkedIn shows the first ${shown} characters.`);
  if (text.trim() === '') say('error', 'TEXT_EMPTY', path, 'The text is empty.');
}
