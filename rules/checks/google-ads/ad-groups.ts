import type { Ad, AdGroup } from '../../../contracts/structure.ts';
import { hasAudiences, runsOn } from '../../formats.ts';
import { PATH_REFUSED, type GoogleAdsLimits } from '../../google-ads/limits.ts';
import type { Say } from '../say.ts';
import { checkKeywords } from './keywords.ts';
import { checkTexts, checkWidth, type PinnedText } from './texts.ts';

type SearchAd = Extract<Ad, { format: 'responsive_search' }>;

/** Google's rules for the ad groups of a campaign: names, keywords, ads, and what Search cannot express. */
export function checkGoogleAdGroups(adGroups: readonly AdGroup[], limits: GoogleAdsLimits, say: Say): void {
  adGroups.forEach((group, index) => checkAdGroup(group, `adGroups.${index}`, limits, say));
  if (!adGroups.some((group) => runsOn('google-ads', group)))
    say('error', 'ADS_MISSING', 'adGroups', 'Google Ads needs at least one responsive search ad.');
}

function checkAdGroup(group: AdGroup, path: string, limits: GoogleAdsLimits, say: Say): void {
  const bytes = new TextEncoder().encode(group.name).length;
  if (bytes > limits.adGroupNameBytes)
    say(
      'error',
      'NAME_TOO_LONG',
      `${path}.name`,
      `The name takes ${bytes} of ${limits.adGroupNameBytes} bytes.`,
    );
  if (hasAudiences(group))
    say(
      'loss',
      'AUDIENCES_NOT_EXPRESSED',
      `${path}.audiences`,
      'Google Search cannot aim at LinkedIn audiences.',
    );
  checkAds(group, path, limits, say);
  if (group.keywords.length === 0 && runsOn('google-ads', group))
    say(
      'warning',
      'KEYWORDS_MISSING',
      `${path}.keywords`,
      'A search ad group without keywords does not serve.',
    );
  checkKeywords(group.keywords, `${path}.keywords`, limits, say);
  checkKeywords(group.negativeKeywords, `${path}.negativeKeywords`, limits, say);
}

function checkAds(group: AdGroup, path: string, limits: GoogleAdsLimits, say: Say): void {
  const seen = new Set<string>();
  group.ads.forEach((ad, index) => {
    const here = `${path}.ads.${index}`;
    if (ad.format !== 'responsive_search') {
      say('loss', 'AD_FORMAT_NOT_EXPRESSED', here, `Google Search cannot show a ${ad.format} ad.`);
      return;
    }
    const content = contentOf(ad);
    if (seen.has(content)) say('loss', 'AD_REPEATED', here, 'The same ad is there twice; it is made once.');
    seen.add(content);
    checkSearchAd(ad, here, limits, say);
  });
  const most = limits.adsPerAdGroup;
  if (seen.size > most)
    say('error', 'ADS_TOO_MANY', `${path}.ads`, `An ad group runs ${most} responsive search ads.`);
  if (seen.size === 0)
    say(
      'loss',
      'AD_GROUP_NOT_EXPRESSED',
      path,
      `“${group.name}” has no responsive search ad and is left out.`,
    );
}

/** What makes two search ads the same ad: their texts in any order, with pins, and their paths. */
function contentOf({ headlines, descriptions, path1, path2 }: SearchAd): string {
  const texts = (all: readonly PinnedText[]) =>
    all.map(({ text, pin }) => `${text}\u0000${pin ?? ''}`).sort();
  return JSON.stringify([texts(headlines), texts(descriptions), path1 ?? '', path2 ?? '']);
}

function checkSearchAd(ad: SearchAd, path: string, limits: GoogleAdsLimits, say: Say): void {
  checkTexts(ad.headlines, `${path}.headlines`, limits.headlines, say);
  checkTexts(ad.descriptions, `${path}.descriptions`, limits.descriptions, say);
  for (const field of ['path1', 'path2'] as const) {
    const text = ad[field];
    if (text === undefined) continue;
    checkWidth(text, `${path}.${field}`, limits.pathWidth, say);
    if (PATH_REFUSED.test(text))
      say('error', 'PATH_INVALID', `${path}.${field}`, 'A display path holds no slash and no line break.');
  }
  if (ad.path2 !== undefined && ad.path1 === undefined)
    say('error', 'PATH1_MISSING', `${path}.path1`, 'The second display path needs the first.');
}
