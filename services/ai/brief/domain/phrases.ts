import { makesClaim } from './claims.ts';
import { cleanLine, stripInvisible } from '../../../../lib/visible-text.ts';
import type { Vocabulary } from './languages/vocabulary.ts';

/** The sentences of a text, whole, each one line. Lists with bullets or lines give one sentence a line. */
export function sentences(text: string): string[] {
  return stripInvisible(text)
    .split(/[\r\n\u2028\u2029]+|(?<=[.!?])\s+(?=[\p{Lu}\p{Lo}\d¿¡"“])|(?<=[。！？])/u)
    .map((s) => cleanLine(s).replace(/^[-–—•*·]\s+/u, ''))
    .filter((s) => /\p{L}/u.test(s));
}

/** The clauses of a sentence, without the punctuation between them. */
export function clauses(sentence: string, vocabulary: Vocabulary): string[] {
  const breaks = new RegExp(vocabulary.clauseBreak.source, 'giu');
  return sentence
    .split(breaks)
    .map((c) => bare(c))
    .filter((c) => c !== '');
}

/** A phrase without punctuation and quotation marks at its ends. */
export function bare(phrase: string): string {
  return phrase.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, (edge) => (/[)%+#]/u.test(edge) ? edge.trim() : ''));
}

/**
 * A phrase and its shorter versions, longest first: without the additions that begin with a preposition, from the right.
 * Words are never cut, no version ends in a function word, and no shorter
 * version makes a claim, because a condition could be lost.
 */
export function variants(phrase: string, vocabulary: Vocabulary): string[] {
  const words = phrase.split(' ');
  const found = [phrase];
  for (let i = words.length - 1; i > 0; i -= 1) {
    if (!vocabulary.prepositions.has((words[i] ?? '').toLowerCase())) continue;
    found.push(bare(trimEnd(words.slice(0, i), vocabulary).join(' ')));
  }
  return [...new Set(found)].filter((v) => v === phrase || (v !== '' && !makesClaim(v)));
}

/** Noun phrases: runs of words between function words, verbs and punctuation; two to four words, or one long one. */
export function nounPhrases(clause: string, vocabulary: Vocabulary): string[] {
  const found: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    if ((run.length >= 2 && run.length <= 4) || (run.length === 1 && (run[0] ?? '').length >= 6))
      found.push(run.join(' '));
    run = [];
  };
  for (const raw of clause.split(' ')) {
    const word = bare(raw);
    const lower = word.toLowerCase();
    const ends =
      word === '' || vocabulary.stopWords.has(lower) || vocabulary.breakWords.has(lower) || /\d/u.test(word);
    if (ends) close();
    else run.push(word);
    if (!ends && word !== raw) close();
  }
  close();
  return found;
}

function trimEnd(words: string[], vocabulary: Vocabulary): string[] {
  const last = (words.at(-1) ?? '').toLowerCase();
  if (!vocabulary.stopWords.has(last) && !vocabulary.prepositions.has(last)) return words;
  return trimEnd(words.slice(0, -1), vocabulary);
}
