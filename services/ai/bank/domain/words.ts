import type { Language } from './schema.ts';

/** The words of a text: lower case, without accents and signs. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replaceAll('œ', 'oe')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** A word without its ending of number, so that `leaks` and `leak` are one. Equal for equal words is all that is needed. */
export function stemOf(word: string, language: Language): string {
  if (word.length < 4 || /\d/u.test(word)) return word;
  switch (language) {
    case 'en':
      return word
        .replace(/ies$/u, 'y')
        .replace(/(ch|sh|x|ss)es$/u, '$1')
        .replace(/([^su])s$/u, '$1')
        .replace(/(?<=\p{L}{4})ing$/u, '');
    case 'de':
      return cut(word.length > 8 ? word.replace(/in(?:nen)?$/u, '') : word, /(?:en|er|es|em|e|n|s)$/u, 3);
    case 'fr':
      return cut(
        word
          .replace(/eaux$/u, 'eau')
          .replace(/aux$/u, 'al')
          .replace(/(?<=..[^s])[sx]$/u, ''),
        /e$/u,
        4,
      );
    case 'es':
      return cut(word.replace(/ces$/u, 'z').replace(/(?<=..[aeiou])s$/u, ''), /(?:[aei]mos|[aoe])$/u, 4);
  }
}

/** A word without its end, if enough is left. */
function cut(word: string, end: RegExp, least: number): string {
  const shorter = word.replace(end, '');
  return shorter.length >= least ? shorter : word;
}

/** The stems of a text that carry meaning, in order. */
export function stemsOf(text: string, language: Language, joining: ReadonlySet<string>): string[] {
  return wordsOf(text)
    .filter((word) => !joining.has(word))
    .map((word) => stemOf(word, language));
}
