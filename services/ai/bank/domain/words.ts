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
      return shorter(word.length > 8 ? word.replace(/in(?:nen)?$/u, '') : word, /(?:en|er|es|em|e|n|s)$/u);
    case 'fr':
      return shorter(word.replace(/eaux$/u, 'eau').replace(/aux$/u, 'al'), /e?[sx]$|e$/u);
    case 'es':
      return shorter(word.replace(/ces$/u, 'z'), /(?:[aei]mos|[oa]s?|es|s|e)$/u);
  }
}

function shorter(word: string, end: RegExp): string {
  const cut = word.replace(end, '');
  return cut.length >= 4 ? cut : word;
}

/** The stems of a text that carry meaning, in order. */
export function stemsOf(text: string, language: Language, joining: ReadonlySet<string>): string[] {
  return wordsOf(text)
    .filter((word) => !joining.has(word))
    .map((word) => stemOf(word, language));
}
