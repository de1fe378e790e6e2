import { cleanLine, stripInvisible } from '../../../../lib/visible-text.ts';

/** The sentences of a text, whole, each one line. Lists with bullets or lines give one sentence a line. */
export function sentences(text: string): string[] {
  return stripInvisible(text)
    .split(/[\r\n\u2028\u2029]+|(?<=[.!?])\s+(?=[\p{Lu}\p{Lo}\p{Sc}\d¿¡"“])|(?<=[。！？])/u)
    .map((s) => cleanLine(s).replace(/^[-–—•*·]\s+/u, ''))
    .filter((s) => /\p{L}/u.test(s));
}

/** A phrase without punctuation and quotation marks at its ends. */
export function bare(phrase: string): string {
  return phrase.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, (edge) => (/[)%+#]/u.test(edge) ? edge.trim() : ''));
}
