import type { Brief } from '../../../../contracts/ai/brief.ts';
import { makesClaim } from './claims.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { CLAIM_WORDS } from './claim-words.ts';
import { readAudiences, readBenefits, readTopics, type Topic } from './read-phrases.ts';
import { chooseLanguage } from './languages/choose.ts';
import type { Vocabulary } from './languages/vocabulary.ts';
import { bare, sentences } from './phrases.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { cutToWidth } from './width.ts';

/** What the generator takes from a brief; every phrase is the brief's own words, longest version first. */
export type Reading = {
  vocabulary: Vocabulary;
  /** A short name of the product; empty when the brief has none that can stand in an ad. */
  product: string;
  topics: Topic[];
  /** What one can do with the product: each with its shorter versions. */
  benefits: string[][];
  audiences: string[][];
  /** Whole claims; never shortened, because a condition could be lost. */
  claims: string[];
  /** Whole sentences of the description; none when it is in another language than the copy. */
  sentences: string[];
};

const PRODUCT_BREAK = /\s[-–—|]\s|[:;,(|]\s?|\s(?:for|für|pour|para)\s/iu;
const OFFER = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...CLAIM_WORDS.superlative, ...CLAIM_WORDS.offer].join('|')})(?![\\p{L}\\d])`,
  'iu',
);

/** Reads a brief: the same brief gives the same reading. */
export function readBrief(brief: Brief): Reading {
  const { vocabulary, language, briefLanguage } = chooseLanguage(brief);
  const foreign = briefLanguage !== null && briefLanguage !== language;
  const [name = '', ...rest] = cleanLine(brief.product).split(PRODUCT_BREAK);
  const product = usable(cutToWidth(bare(name), 30), brief.product) ? cutToWidth(bare(name), 30) : '';
  const written = sentences(brief.description);
  const audiences = readAudiences(brief.audience, vocabulary).map((v) =>
    v.filter((a) => usable(a, brief.product)),
  );
  const plain = (phrase: string): boolean => usable(phrase, brief.product) && !OFFER.test(phrase);
  const context = { vocabulary, product, audiences: audiences.flat() };
  return {
    vocabulary,
    product,
    topics: readTopics(rest.map(bare), written, context).filter((t) =>
      t.variants.every((v) => plain(v) && !makesClaim(v)),
    ),
    benefits: readBenefits(written, context)
      .map((v) => v.filter((b) => plain(b) && !makesClaim(b)))
      .filter((v) => v.length > 0),
    audiences: audiences.filter((v) => v.length > 0),
    claims: brief.claims
      .map((c) => cleanLine(c).replace(/[.!\s]+$/u, ''))
      .filter((c) => usable(c, brief.product)),
    sentences: foreign ? [] : written.filter((s) => plain(s) && standsAlone(s, vocabulary)),
  };
}

/** True when the brief has words to write with at all: one that can be searched for is enough. */
export function hasWords(brief: Brief): boolean {
  return searchWords(brief).length > 0;
}

/** The words of a brief that can stand in a keyword, each once, in its order. */
export function searchWords(brief: Brief): string[] {
  const text = cleanLine(`${brief.product} ${brief.description} ${brief.audience}`).toLowerCase();
  const words = text.match(/(?<![\p{L}\p{M}])[\p{L}\p{M}]{2,30}(?![\p{L}\p{M}])/gu) ?? [];
  return [...new Set(words)];
}

function standsAlone(sentence: string, vocabulary: Vocabulary): boolean {
  const words = sentence.toLowerCase().split(' ');
  return (words.length > 2 || /\p{Lo}/u.test(sentence)) && !vocabulary.pronouns.has(bare(words[0] ?? ''));
}

function usable(phrase: string, product: string): boolean {
  return /[\p{L}\p{N}]/u.test(phrase) && textFaults(phrase, product).length === 0;
}
