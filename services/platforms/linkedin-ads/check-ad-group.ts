import type { Ad, AdGroup, Check } from '../../../contracts/structure.ts';
import { contentKey } from '../object-names.ts';
import type { LinkedInAdsLimits } from './limits.ts';

type TextAd = Extract<Ad, { format: 'text_ad' }>;

/** Adds one finding about a path of the desired campaign. */
export type Say = (severity: Check['severity'], code: string, path: string, message: string) => void;

const FACETS = { jobFunctions: 'function', seniorities: 'seniority', industries: 'industry' } as const;

/** LinkedIn's rules for one ad group at `path`: text ads, audiences, and what LinkedIn cannot express. */
export function checkAdGroup(group: AdGroup, path: string, limits: LinkedInAdsLimits, say: Say): void {
  checkAds(group, path, limits, say);
  if (group.keywords.length > 0)
    say('loss', 'KEYWORDS_NOT_EXPRESSED', `${path}.keywords`, 'LinkedIn aims at people, not at searches.');
  if (group.negativeKeywords.length > 0)
    say(
      'loss',
      'KEYWORDS_NOT_EXPRESSED',
      `${path}.negativeKeywords`,
      'LinkedIn aims at people, not at searches.',
    );
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
      return;
    }
    const key = contentKey([ad.headline, ad.description]);
    if (seen.has(key)) say('loss', 'AD_REPEATED', here, 'The same ad is there twice; it is made once.');
    seen.add(key);
    checkTextAd(ad, here, limits, say);
  });
  if (seen.size > limits.activeAdsPerAdGroup)
    say(
      'error',
      'ADS_TOO_MANY',
      `${path}.ads`,
      `A LinkedIn campaign runs ${limits.activeAdsPerAdGroup} ads.`,
    );
  if (seen.size === 0)
    say('loss', 'AD_GROUP_NOT_EXPRESSED', path, `“${group.name}” has no text ad and is left out.`);
}

function checkTextAd(ad: TextAd, path: string, limits: LinkedInAdsLimits, say: Say): void {
  const most = { headline: limits.headlineCharacters, description: limits.descriptionCharacters };
  for (const field of ['headline', 'description'] as const) {
    const length = [...ad[field]].length;
    if (length > most[field])
      say(
        'error',
        'TEXT_TOO_LONG',
        `${path}.${field}`,
        `The text has ${length} of ${most[field]} characters.`,
      );
    if (ad[field].trim() === '') say('error', 'TEXT_EMPTY', `${path}.${field}`, 'The text is empty.');
  }
  if (ad.assetId !== undefined)
    say(
      'loss',
      'IMAGE_NOT_EXPRESSED',
      `${path}.assetId`,
      'The image is not sent; LinkedIn shows the ad without it.',
    );
}
