import type { Language } from '../briefs.ts';

/** Words that join others and ask for nothing by themselves. */
const JOINING: Readonly<Record<Language, readonly string[]>> = {
  en: ['a', 'an', 'the', 'of', 'for', 'in', 'to', 'and', 'with', 'by', 'on', 'at', 'from', 'or'],
  de: [
    'der die das den dem des ein eine einen einem einer und oder für in im mit von vom zu zum zur am an auf bei nach',
  ]
    .join(' ')
    .split(' '),
  fr: 'le la les l un une des du de d et ou pour en à au aux avec dans sur par chez'.split(' '),
  es: 'el la los las un una unos unas de del y o para en a al con por sobre'.split(' '),
};
/** What people add when they look for something close to them. */
const NEARNESS: Readonly<Record<Language, readonly string[]>> = {
  en: ['near me', 'nearby', 'near you'],
  de: ['in der nähe', 'in meiner nähe', 'umgebung'],
  fr: ['près de chez moi', 'à proximité', 'autour de moi'],
  es: ['cerca de mí', 'cerca', 'en mi zona'],
};

/** The words of a text: lower case, without accents, without punctuation; numbers and letters apart from their signs. */
export function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/**
 * A word without what makes it plural, by rules on its end that are the same for the expected term and the found one:
 * they need to be equal for both, not to be right.
 */
export function stem(word: string, language: Language): string {
  if (/\d/.test(word) || word.length < 4) return word;
  switch (language) {
    case 'en':
      return word
        .replace(/ies$/, 'y')
        .replace(/(ch|sh|x|ss)es$/, '$1')
        .replace(/([^su])s$/, '$1');
    case 'de':
      return cut(word, /(en|er|e|n|s)$/);
    case 'fr':
      return word
        .replace(/eaux$/, 'eau')
        .replace(/aux$/, 'al')
        .replace(/([^s])[sx]$/, '$1');
    case 'es':
      return word
        .replace(/ces$/, 'z')
        .replace(/([aeiou])s$/, '$1')
        .replace(/e$/, '');
  }
}

const cut = (word: string, end: RegExp): string => {
  const shorter = word.replace(end, '');
  return shorter.length >= 4 ? shorter : word;
};

/** The stems of a text, in order. */
export const stemsOf = (text: string, language: Language): string[] =>
  wordsOf(text).map((word) => stem(word, language));

/** The stems that carry meaning, in order. */
export function meaning(text: string, language: Language): string[] {
  const joining = new Set(JOINING[language].flatMap(wordsOf));
  return wordsOf(text)
    .filter((word) => !joining.has(word))
    .map((word) => stem(word, language));
}

/** True when all words of `phrase` stand in `text` one after the other, whatever their case, accents and number. */
export function holds(text: string, phrase: string, language: Language): boolean {
  const wanted = stemsOf(phrase, language);
  return wanted.length > 0 && ` ${stemsOf(text, language).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/**
 * What a search term asks for, the same for two terms that differ in case, accents, plural, order, joining words, a place
 * of the brief or "near me": a set of two keys, of which one has its words sorted and the other has them run together, as
 * German writes them.
 */
export function termKeys(text: string, language: Language, places: readonly string[] = []): string[] {
  let rest = ` ${stemsOf(text, language).join(' ')} `;
  for (const dropped of [...NEARNESS[language], ...places]) {
    const phrase = stemsOf(dropped, language).join(' ');
    if (phrase !== '') rest = rest.replaceAll(` ${phrase} `, ' ');
  }
  const words = meaning(rest, language);
  return words.length === 0 ? [] : [[...new Set(words)].sort().join(' '), words.join('')];
}
