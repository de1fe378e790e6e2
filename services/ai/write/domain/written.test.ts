import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AdGroup } from '../../../../contracts/structure.ts';
import { briefOf, TRANSLATED } from '../../tests/briefs.ts';
import { BUILTIN_VERSION, generateStructure } from './generate.ts';

/** The version that wrote the files. When texts change, raise the version, and `npx vitest -u` writes them anew. */
const WRITTEN_BY = 'builtin-3';
const FILES = join(import.meta.dirname, 'fixtures', WRITTEN_BY);

const BRIEFS = {
  'sales-software': briefOf(),
  'payroll-in-german': TRANSLATED.de,
  'meal-kits-in-french': TRANSLATED.fr,
  'invoices-in-spanish': TRANSLATED.es,
  'shop-for-search': briefOf({
    product: 'Brightwood: oak furniture',
    description:
      'Brightwood is a workshop in Leeds. Our carpenters plan every table with you. Furnish a dining room, repair an old chair or store your books. Delivery takes three weeks.',
    audience: 'Home owners, interior designers in the north, hotels and restaurants',
    claims: ['Free delivery above £200', 'Ten-year guarantee', 'Made in Yorkshire', 'Family-run', 'Visit us'],
    objective: 'sales',
    platforms: ['google-ads'],
  }),
  'talks-for-linkedin': briefOf({
    product: 'Harbour Talks',
    description: 'Harbour Talks are evening lectures about shipping. Meet captains. Learn to read charts.',
    audience: 'People in logistics',
    claims: [],
    objective: 'awareness',
    platforms: ['linkedin-ads'],
  }),
  'one-word': briefOf({
    product: 'Zora',
    description: 'Yoga',
    audience: 'All',
    claims: [],
    objective: 'traffic',
  }),
};

function inWords(group: AdGroup): string {
  const keywords = (type: string): string =>
    group.keywords.flatMap(({ text, matchType }) => (matchType === type ? [text] : [])).join(', ');
  return [
    `# ${group.name}`,
    `exact: ${keywords('exact')}`,
    `phrase: ${keywords('phrase')}`,
    `not: ${group.negativeKeywords.map(({ text, matchType }) => `${matchType} ${text}`).join(', ')}`,
    ...group.ads.flatMap(linesOf),
  ].join('\n');
}

function linesOf(ad: AdGroup['ads'][number]): string[] {
  if (ad.format !== 'responsive_search') return [JSON.stringify(ad)];
  const { headlines, descriptions, ...paths } = ad;
  return [...headlines, ...descriptions, paths].map((part) =>
    'text' in part ? part.text : JSON.stringify(part),
  );
}

it('the files are those of today’s version', () => expect(BUILTIN_VERSION).toBe(WRITTEN_BY));

it.each(Object.entries(BRIEFS))(
  'the brief of %s gives what it gave when the version was new, in order and to the letter',
  async (name, brief) => {
    const written = generateStructure(brief).adGroups.map(inWords).join('\n\n');
    await expect(`${written}\n`).toMatchFileSnapshot(join(FILES, `${name}.txt`));
  },
);
