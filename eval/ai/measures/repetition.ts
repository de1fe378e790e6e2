import type { Language } from '../briefs.ts';
import type { Share } from '../statistics/intervals.ts';
import { stemsOf } from '../text/words.ts';
import type { AdText } from './texts.ts';

/** Texts that share this much of their words say the same (Jaccard 1912: common words over all words). */
const SAME = 0.8;

/** Texts that repeat an earlier one of the same ad or, word for word, of the same role in another ad. */
export function measureRepetition(texts: readonly AdText[], language: Language): Share {
  const read = texts.map((text) => ({ ...text, words: new Set(stemsOf(text.text, language)) }));
  const part = read.filter((text, at) =>
    read.slice(0, at).some((earlier) => {
      if (earlier.ad === text.ad) return likeness(earlier.words, text.words) >= SAME;
      return text.role === earlier.role && text.role !== 'headline' && earlier.text === text.text;
    }),
  ).length;
  return { part, whole: texts.length };
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}
