import type { Ad, Structure } from '../../../contracts/structure.ts';

/** One text that people read, and where it stands; `ad` is the same for the texts of one ad. */
export type AdText = { text: string; ad: string; role: 'headline' | 'description' | 'intro' };

/** The texts of all ads, in order. Display paths are parts of an address and no text. */
export function textsOf({ adGroups }: Structure): AdText[] {
  return adGroups.flatMap((group, g) => group.ads.flatMap((ad, a) => textsOfAd(ad, `${g}.${a}`)));
}

export function textsOfAd(ad: Ad, at: string): AdText[] {
  const as = (role: AdText['role']) => (text: string) => ({ text, ad: at, role });
  switch (ad.format) {
    case 'responsive_search':
      return [
        ...ad.headlines.map(({ text }) => as('headline')(text)),
        ...ad.descriptions.map(({ text }) => as('description')(text)),
      ];
    case 'text_ad':
      return [as('headline')(ad.headline), as('description')(ad.description)];
    case 'single_image':
      return [
        as('intro')(ad.introText),
        as('headline')(ad.headline),
        ...(ad.description === undefined ? [] : [as('description')(ad.description)]),
      ];
  }
}
