import type { Ad, Structure } from '../../../contracts/structure.ts';
import { textsOfAd } from './texts.ts';

/**
 * What the platforms take, written down a second time so that a mistake of the product's own table does not hide here.
 * Google: support.google.com/google-ads/answer/6372658 (system limits) and /7684791 (responsive search ads), read
 * 27 November 2026. LinkedIn text ads: linkedin.com/help/lms/answer/a417880; single image ads: …/a426534, same day.
 */
const GOOGLE = {
  headlines: { least: 3, most: 15, width: 30 },
  descriptions: { least: 2, most: 4, width: 90 },
  path: 15,
  keyword: { characters: 80, words: 10 },
} as const;
const LINKEDIN = {
  text_ad: { headline: 25, description: 75 },
  single_image: { intro: 600, headline: 200, description: 300 },
};

/** East Asian wide letters count double; enough for the scripts of the briefs. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, c) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(c) ? 2 : 1),
    0,
  );

/** Every breach of a platform's limit, in words. */
export function limitBreaches({ adGroups }: Structure): string[] {
  return adGroups.flatMap((group) => [
    ...[...group.keywords, ...group.negativeKeywords].flatMap(({ text }) => keywordBreaches(text)),
    ...group.ads.flatMap((ad) =>
      ad.format === 'responsive_search' ? searchAdBreaches(ad) : linkedInBreaches(ad),
    ),
  ]);
}

function keywordBreaches(text: string): string[] {
  const { characters, words } = GOOGLE.keyword;
  if ([...text].length > characters) return [`keyword over ${characters} characters: ${text}`];
  return text.trim().split(/\s+/).length > words ? [`keyword over ${words} words: ${text}`] : [];
}

function searchAdBreaches(ad: Extract<Ad, { format: 'responsive_search' }>): string[] {
  return [
    ...(['headlines', 'descriptions'] as const).flatMap((field) => {
      const { least, most, width } = GOOGLE[field];
      const texts = ad[field].map(({ text }) => text);
      return [
        ...(texts.length < least || texts.length > most ? [`${texts.length} ${field}`] : []),
        ...(new Set(texts.map((text) => text.toLowerCase())).size < texts.length ? [`${field} repeat`] : []),
        ...texts.filter((text) => widthOf(text) > width).map((text) => `over ${width}: ${text}`),
      ];
    }),
    ...[ad.path1, ad.path2].flatMap((path) =>
      path !== undefined && widthOf(path) > GOOGLE.path ? [`path over ${GOOGLE.path}: ${path}`] : [],
    ),
    ...(ad.path2 !== undefined && ad.path1 === undefined ? ['path2 without path1'] : []),
  ];
}

function linkedInBreaches(ad: Exclude<Ad, { format: 'responsive_search' }>): string[] {
  const most: Partial<Record<string, number>> = LINKEDIN[ad.format];
  return textsOfAd(ad, '').flatMap(({ text, role }) => {
    const limit = most[role];
    return limit !== undefined && [...text].length > limit
      ? [`${ad.format} ${role} over ${limit}: ${text}`]
      : [];
  });
}
