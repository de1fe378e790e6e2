import type { z } from 'zod';
import type { Brief } from '../../../contracts/ai/brief.ts';
import type { AdGroup, Structure } from '../../../contracts/structure.ts';

/**
 * A structure as a scorer reads it: brief and structure, and nothing of who wrote it, which trade the data calls it or
 * whether it is held out.
 */
export function sheetOf(hash: string, brief: z.input<typeof Brief>, structure: Structure): string {
  return [
    `# ${hash}`,
    '',
    '## The brief',
    '',
    `- product: ${brief.product}`,
    `- audience: ${brief.audience.trim()}`,
    `- tone: ${brief.tone ?? 'not said'}`,
    `- website: ${brief.landingPageUrl}`,
    `- platforms: ${brief.platforms.join(', ')}; locations: ${brief.locations.join(', ')}; language: ${brief.languages.join(', ')}`,
    '',
    ...brief.description.split('\n').map((line) => `> ${line}`),
    '',
    ...structure.adGroups.flatMap(groupLines),
  ].join('\n');
}

function groupLines({ name, keywords, negativeKeywords, audiences, ads }: AdGroup): string[] {
  const texts = (all: readonly { text: string }[]) => all.map(({ text }) => text).join(' · ') || 'none';
  return [
    `## Ad group: ${name}`,
    '',
    `- keywords: ${keywords.map(({ text, matchType }) => `${text} (${matchType})`).join(' · ') || 'none'}`,
    `- negative keywords: ${texts(negativeKeywords)}`,
    `- audience: ${audiences === undefined ? 'none' : JSON.stringify(audiences)}`,
    ...ads.map((ad) => {
      if (ad.format === 'responsive_search')
        return `- search ad: ${texts(ad.headlines)} — ${texts(ad.descriptions)} — path ${ad.path1 ?? ''}/${ad.path2 ?? ''}`;
      if (ad.format === 'text_ad') return `- LinkedIn text ad: ${ad.headline} — ${ad.description}`;
      return `- LinkedIn image ad: ${ad.introText} — ${ad.headline} — ${ad.description ?? ''}`;
    }),
    '',
  ];
}
