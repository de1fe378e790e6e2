import type { Brief } from '../../../../../contracts/ai/brief.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Vocabulary } from './vocabulary.ts';

const KNOWN: readonly Vocabulary[] = [en, de, fr, es];

export type Choice = {
  vocabulary: Vocabulary;
  /** The language that the copy is written for. */
  language: string;
  /** What the brief seems to be written in; null when it is too short or in a language that is not known here. */
  briefLanguage: string | null;
};

/**
 * The language to write in: the brief's own when the campaign asks for it, else the first one asked for; languages
 * without a vocabulary are written with English neutral words around the brief's own.
 */
export function chooseLanguage(brief: Brief): Choice {
  const briefLanguage = detectLanguage(
    `${brief.product} ${brief.description} ${brief.audience} ${brief.claims.join(' ')}`,
  );
  const asked = brief.languages;
  const language =
    briefLanguage !== null && asked.includes(briefLanguage) ? briefLanguage : (asked[0] ?? 'en');
  const vocabulary = KNOWN.find((v) => v.language === language) ?? en;
  return { vocabulary, language, briefLanguage };
}

/** The language whose function words are most frequent in the text; null below two of them or on a tie. */
export function detectLanguage(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = KNOWN.map((v) => ({
    language: v.language,
    hits: words.filter((w) => v.stopWords.has(w)).length,
  }));
  scores.sort((a, b) => b.hits - a.hits);
  const [first, second] = scores;
  if (first === undefined || first.hits < 2 || first.hits === second?.hits) return null;
  return first.language;
}
