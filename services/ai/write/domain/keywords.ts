import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { AdGroup } from '../../../../contracts/structure.ts';
import { blocks, isKeyword } from '../../check/domain/keywords.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { AIMS } from './aims.ts';
import { type Reading, searchWords } from '../../brief/domain/read-brief.ts';
import type { Theme } from './themes.ts';

type Keywords = AdGroup['keywords'];
const EXACT = 4;

/**
 * The keywords of an ad group, 8 to 20: phrases of the brief with neutral words of search, the first ones exact too. No
 * phrase stands in two groups: `used` remembers them.
 */
export function writeKeywords(theme: Theme, reading: Reading, brief: Brief, used: Set<string>): Keywords {
  const phrases: string[] = [];
  const take = (raws: readonly string[], upTo: number): void => {
    for (const text of raws.map(keywordText)) {
      if (phrases.length >= upTo) return;
      if (used.has(text) || !isKeyword(text)) continue;
      used.add(text);
      phrases.push(text);
    }
  };
  take(candidates(theme, reading, brief), AIMS.keywords.max - EXACT);
  take(fallbacks(reading, brief), AIMS.keywords.min - EXACT + 1);
  return [
    ...phrases.slice(0, EXACT).map((text) => ({ text, matchType: 'exact' as const })),
    ...phrases.map((text) => ({ text, matchType: 'phrase' as const })),
  ];
}

/** Searches that are not a customer's; never a word that the brief itself uses. The brand has a group of its own. */
export function writeNegatives(theme: Theme, keywords: Keywords, reading: Reading, brief: Brief): Keywords {
  const own = ` ${keywordText([brief.product, brief.description, brief.audience, ...brief.claims].join(' '))} `;
  const brand = theme.kind === 'brand' ? [] : [keywordText(reading.product)];
  return [
    ...reading.vocabulary.negatives.filter(
      (text) => !text.split(' ').some((word) => own.includes(` ${word} `)),
    ),
    ...brand,
  ]
    .map((text) => ({ text, matchType: 'phrase' as const }))
    .filter((negative) => isKeyword(negative.text) && !keywords.some((k) => blocks(negative, k)));
}

/** A phrase as people type it: lower case, without punctuation. */
export function keywordText(phrase: string): string {
  return cleanLine(phrase)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s&'.+#/-]/gu, ' ')
    .replace(/(?<![\p{L}\p{N}+#])[-+.'/&#]+|[-.'/&]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function candidates(theme: Theme, reading: Reading, brief: Brief): string[] {
  const { product } = reading;
  const { keywords } = reading.vocabulary;
  const own = theme.topic?.variants ?? [];
  const topics = reading.topics.flatMap((t) => t.variants);
  const [kind = ''] = own.toReversed();
  const searched = [...keywords.topic, ...keywords.actions[brief.objective]];
  switch (theme.kind) {
    case 'brand':
      return [
        product,
        ...typed(own)
          .slice(0, 1)
          .map((t) => `${product} ${t}`),
        ...spread([product], keywords.brand),
      ];
    case 'topic':
      return [...own, ...spread(typed(own).slice(0, 2), searched)];
    case 'audience':
      return forAudiences([...topics, product], reading);
    case 'benefit':
      return spread(
        theme.benefits.map((v) => typed(v)[0] ?? ''),
        kind === '' ? keywords.benefit.filter((t) => !t.includes('{t}')) : keywords.benefit,
        kind,
      );
  }
}

/** The versions that people would type: four words at most, else the shortest. */
function typed(versions: readonly string[]): string[] {
  const short = versions.filter((v) => v.split(' ').length <= 4);
  return short.length > 0 ? short : versions.slice(-1);
}

/** Phrases for a brief that says little. */
function fallbacks(reading: Reading, brief: Brief): string[] {
  const { keywords } = reading.vocabulary;
  const audiences = reading.audiences.flat();
  const phrases = [...reading.topics.flatMap((t) => t.variants), reading.product];
  return [
    ...forAudiences(phrases, reading),
    ...spread(phrases, [...keywords.actions[brief.objective], ...keywords.topic]),
    ...spread([cleanLine(brief.product), ...audiences], keywords.topic),
    ...spread(phrases, [...keywords.brand, ...Object.values(keywords.actions).flat()]),
    ...spread(audiences, keywords.brand),
    ...spread(searchWords(brief), [
      ...keywords.topic,
      ...keywords.brand,
      ...Object.values(keywords.actions).flat(),
    ]),
  ];
}

/** `{phrase} for {audience}` with the short forms of both. */
function forAudiences(phrases: readonly string[], { audiences, vocabulary }: Reading): string[] {
  return audiences
    .flatMap((versions) => versions.filter((v) => v.split(' ').length <= 4))
    .flatMap((a) =>
      phrases
        .filter((p) => p !== '' && !` ${p} `.includes(` ${vocabulary.forWord} `))
        .map((p) => `${p} ${vocabulary.forWord} ${a}`),
    );
}

function spread(phrases: readonly string[], templates: readonly string[], kind = ''): string[] {
  return phrases
    .filter((phrase) => phrase !== '')
    .flatMap((phrase) => templates.map((t) => t.replace('{x}', () => phrase).replace('{t}', () => kind)));
}
