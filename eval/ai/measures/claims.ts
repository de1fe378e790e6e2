import type { Language, TestBrief } from '../briefs.ts';
import type { Share } from '../statistics/intervals.ts';
import { meaning, stem, wordsOf } from '../text/words.ts';

/** How many words around a number or a claim word belong to it. */
const REACH = 5;

/** Words that promise something, by what they promise, as they are written in the four languages. */
const PROMISES: Readonly<Record<string, RegExp>> = {
  free: /^(free|gratis|kostenlos\w*|kostenfrei\w*|gratuit\w*|offerte?s?)$/,
  guarantee: /^(guarante|warrant|garanti|garantia)/,
  best: /^(best|beste|besten|meilleur|mejor|leading|leader|fuhrend|lider|top|perfect|perfekt|ultimate|unbeatable)/,
  certified: /^(certif|zertifi|accredit|akkredit|agree|acredit|award|ausgezeichnet|prime|premiad|approved)/,
  first: /^(number1|no1|nr1|n1|numero1|erste$|premier$)/,
  trusted: /^(trusted|vertrauen|confianza|confiance|recommended|empfohlen|recommande|recomendad)/,
  refund: /^(refund|moneyback|ruckerstatt|rembours|reembols)/,
  cheap: /^(cheap|lowest|gunstigst|billig|moinscher|barat|discount|rabatt|remise|descuent)/,
  fast: /^(instant|immediate|sofort|immediat|inmediat|overnight|sameday)/,
};
/** Numbers in words, so that "four vans" supports "4 vans". */
const NUMBERS: Readonly<Record<Language, string>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve',
  de: 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
};

/** Claims that were found in copy, and how many of them the brief supports. */
export type ClaimMeasures = { recall: Share; precision: Share; unsupported: string[] };

/**
 * Recall: facts of the brief that some ad says. Precision: of the numbers and promises in the copy, those that the brief
 * says of the same thing — the number stands in the brief with one of the words that stand around it in the copy, within
 * 5 words on either side. "14-day trial" does not support "14 awards".
 */
export function measureClaims(texts: readonly string[], test: TestBrief): ClaimMeasures {
  const { language, brief } = test;
  const facts = test.facts.filter((ways) =>
    ways.some((way) => texts.some((text) => says(text, way, language))),
  );
  const sources = [brief.product, brief.description, brief.audience, ...(brief.claims ?? [])]
    .flatMap((source) => source.split(/(?<=[.!?])\s+|\n/u))
    .map((source) => tokensOf(source, language));
  const claims = texts.flatMap((text) => {
    const tokens = tokensOf(text, language);
    return tokens.flatMap((token, at) => {
      const anchor = anchorOf(token.word);
      return anchor === null ? [] : [{ anchor, around: around(tokens, at), text }];
    });
  });
  const unsupported = claims.filter(
    ({ anchor, around: words }) => !sources.some((s) => supports(s, anchor, words)),
  );
  return {
    recall: { part: facts.length, whole: test.facts.length },
    precision: { part: claims.length - unsupported.length, whole: claims.length },
    unsupported: unsupported.map(({ anchor, text }) => `${anchor}: ${text}`),
  };
}

/** True when all words of a fact that mean something stand in a text. */
function says(text: string, fact: string, language: Language): boolean {
  const words = new Set(tokensOf(text, language).map((token) => token.stem));
  const wanted = tokensOf(fact, language).filter(({ word }) => meaning(word, language).length > 0);
  return wanted.length > 0 && wanted.every((token) => words.has(token.stem));
}

/** A word as it stands and without what makes it plural. A number is both. */
type Token = { word: string; stem: string };

/** Words and numbers; 1,900 and 1.900 and 1 900 are one number, as are "four" and 4. */
function tokensOf(text: string, language: Language): Token[] {
  const numbers = wordsOf(NUMBERS[language]);
  const joined = text
    .replace(/(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\d),(?=\d)/gu, '.')
    .replace(/(\d)\.(\d)/gu, '$1point$2')
    .replace(/\b(no|nr|n°|number|numéro|número)\.?\s?1\b/giu, 'number1')
    .replace(/money.back/giu, 'moneyback')
    .replace(/same.day/giu, 'sameday')
    .replace(/(\d)(?=\p{L}{1,4}\b)(?!point)/gu, '$1 ');
  return wordsOf(joined).map((word) => {
    const value = numbers.indexOf(word);
    return value > 1 ? { word: String(value), stem: String(value) } : { word, stem: stem(word, language) };
  });
}

/** What makes a word a claim: its number, or the kind of promise it is; null for all others. */
function anchorOf(word: string): string | null {
  if (/^\d/.test(word)) return word;
  return Object.entries(PROMISES).find(([, words]) => words.test(word))?.[0] ?? null;
}

const around = (tokens: readonly Token[], at: number): string[] =>
  [...tokens.slice(Math.max(0, at - REACH), at), ...tokens.slice(at + 1, at + 1 + REACH)]
    .map((token) => token.stem)
    .filter((word) => word.length > 2 || /\d/.test(word));

/** A claim that stands alone in the copy or in the brief ("Free", "12345.") needs itself only; else a word of its company, too. */
function supports(source: readonly Token[], anchor: string, company: readonly string[]): boolean {
  return source.some((token, at) => {
    if (anchorOf(token.word) !== anchor) return false;
    const own = around(source, at);
    return company.length === 0 || own.length === 0 || own.some((word) => company.includes(word));
  });
}
