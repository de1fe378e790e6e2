import { eld } from 'eld/medium';
import type { Language } from '../briefs.ts';
import { wordsOf } from './words.ts';

const detector = eld.newInstance();
detector.setLanguageSubset(['en', 'de', 'fr', 'es']);
/** Shorter texts are told apart by names and loan words, not by their language. */
const FEWEST_WORDS = 3;
/** By how much the other language has to lead: a lower lead takes texts with a loan word for foreign ones. */
const LEAD = 0.12;

/**
 * Whether a text is in another of the four languages than it should be, as eld reads its n-grams; null when it is too short
 * to tell. `names` are taken out first: a name has no language.
 */
export function inAnotherLanguage(
  text: string,
  language: Language,
  names: readonly string[] = [],
): boolean | null {
  let rest = text;
  for (const name of names) rest = rest.replaceAll(name, ' ');
  if (wordsOf(rest).length < FEWEST_WORDS) return null;
  const found = detector.detect(rest);
  if (found.language === '' || found.language === language) return false;
  const scores = found.getScores();
  return found.isReliable() && (scores[found.language] ?? 0) - (scores[language] ?? 0) >= LEAD;
}
