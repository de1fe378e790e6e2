import type { Ad, AdGroup, Check } from '../../../contracts/structure.ts';
import { displayWidth } from './display-width.ts';
import { adKey, keywordKey } from './keys.ts';
import { KEYWORD_FORBIDDEN, type GoogleAdsLimits } from './limits.ts';
import { searchAdFields } from './map.ts';

/** Adds one finding about a path of the desired campaign. */
export type Say = (severity: Check['severity'], code: string, path: string, message: string) => void;

type SearchAd = Extract<Ad, { format: 'responsive_search' }>;
type Texts = { text: string; pin?: number | undefined }[];
type TextRule = { least: number; most: number; width: number; pins: number };

/** Google's rules for one ad group at `path`: name, keywords, ads, and what Search cannot express. */
export function checkAdGroup(group: AdGroup, path: string, limits: GoogleAdsLimits, say: Say): void {
  const bytes = Buffer.byteLength(group.name);
  if (bytes > limits.adGroupNameBytes)
    say(
      'error',
      'NAME_TOO_LONG',
      `${path}.name`,
      `The name takes ${bytes} of ${limits.adGroupNameBytes} bytes.`,
    );
  if (group.audiences !== undefined && Object.values(group.audiences).some((urns) => urns.length > 0))
    say(
      'loss',
      'AUDIENCES_NOT_EXPRESSED',
      `${path}.audiences`,
      'Google Search cannot aim at LinkedIn audiences.',
    );
  checkAds(group, path, limits, say);
  if (group.keywords.length === 0)
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
    const key = adKey('', [], searchAdFields(ad));
    if (seen.has(key)) say('loss', 'AD_REPEATED', here, 'The same ad is there twice; it is made once.');
    seen.add(key);
    checkSearchAd(ad, here, limits, say);
  });
  if (seen.size > limits.enabledAdsPerAdGroup)
    say(
      'error',
      'ADS_TOO_MANY',
      `${path}.ads`,
      `An ad group takes ${limits.enabledAdsPerAdGroup} responsive search ads.`,
    );
  if (seen.size === 0)
    say(
      'loss',
      'AD_GROUP_NOT_EXPRESSED',
      path,
      `“${group.name}” has no responsive search ad and is left out.`,
    );
}

function checkSearchAd(ad: SearchAd, path: string, limits: GoogleAdsLimits, say: Say): void {
  checkTexts(ad.headlines, `${path}.headlines`, { ...limits.headlines, pins: limits.headlinePins }, say);
  checkTexts(
    ad.descriptions,
    `${path}.descriptions`,
    { ...limits.descriptions, pins: limits.descriptionPins },
    say,
  );
  for (const field of ['path1', 'path2'] as const)
    if (displayWidth(ad[field] ?? '') > limits.pathWidth)
      say('error', 'TEXT_TOO_WIDE', `${path}.${field}`, `The path takes ${limits.pathWidth} letters.`);
  if (ad.path2 !== undefined && ad.path1 === undefined)
    say('error', 'PATH1_MISSING', `${path}.path1`, 'path2 needs path1.');
}

function checkTexts(texts: Texts, path: string, rule: TextRule, say: Say): void {
  if (texts.length < rule.least)
    say('error', 'TEXTS_TOO_FEW', path, `At least ${rule.least} are needed; there are ${texts.length}.`);
  if (texts.length > rule.most)
    say('error', 'TEXTS_TOO_MANY', path, `At most ${rule.most} are taken; there are ${texts.length}.`);
  const seen = new Set<string>();
  texts.forEach(({ text, pin }, index) => {
    const width = displayWidth(text);
    if (width > rule.width)
      say(
        'error',
        'TEXT_TOO_WIDE',
        `${path}.${index}.text`,
        `The text takes ${width} of ${rule.width} letters.`,
      );
    if (text.trim() === '') say('error', 'TEXT_EMPTY', `${path}.${index}.text`, 'The text is empty.');
    if (seen.has(text))
      say('error', 'TEXT_REPEATED', `${path}.${index}.text`, 'The same text is there twice.');
    seen.add(text);
    if (pin !== undefined && pin > rule.pins)
      say('error', 'PIN_UNKNOWN', `${path}.${index}.pin`, `There are ${rule.pins} places to pin to.`);
  });
}

function checkKeywords(keywords: AdGroup['keywords'], path: string, limits: GoogleAdsLimits, say: Say): void {
  const seen = new Set<string>();
  keywords.forEach(({ text, matchType }, index) => {
    const here = `${path}.${index}.text`;
    if (text.trim() === '') say('error', 'KEYWORD_EMPTY', here, 'The keyword is empty.');
    if ([...text].length > limits.keywordCharacters)
      say('error', 'KEYWORD_TOO_LONG', here, `A keyword takes ${limits.keywordCharacters} characters.`);
    if (text.trim().split(/\s+/).length > limits.keywordWords)
      say('error', 'KEYWORD_TOO_MANY_WORDS', here, `A keyword takes ${limits.keywordWords} words.`);
    if (KEYWORD_FORBIDDEN.test(text))
      say('error', 'KEYWORD_CHARACTERS', here, 'The keyword has a character that Google Ads refuses.');
    const key = keywordKey('', false, text, matchType);
    if (seen.has(key))
      say('loss', 'KEYWORD_REPEATED', here, 'The same keyword is there twice; it is made once.');
    seen.add(key);
  });
}
