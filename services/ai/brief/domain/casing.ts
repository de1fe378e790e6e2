import type { Vocabulary } from './languages/vocabulary.ts';

const SMALL = new Set('a an and as at but by for from in into nor of on or the to with'.split(' '));
/** Units after a number keep their letters: 300 mm, 4 kW, 8 pm. */
const UNIT = /^(?:[mck]m|m|[km]?g|[mc]?l|h|min|[ap]m|[kM]?W[hp]?|kWp|[GMT]B|Hz|V|dB|oz|lb|ft|in)[.,;]?$/u;
const KEEPS_CAPITAL = /^(?:I|\p{Lu}\p{Ll}+(?:an|ian|ish|ese)|French|Dutch|Swiss|Greek)$/u;
const NOT_NATIONAL = new Set(
  (
    'Human Urban Woman Veteran Artisan Bean Caravan Cheese Clean Finish Establish Furnish Lean Loan Ocean Organ Plan ' +
    'Publish Scan Vegan Vegetarian'
  ).split(' '),
);

/** The text with a capital at its start. */
export function upperFirst(text: string): string {
  const first = [...text][0] ?? '';
  return `${first.toUpperCase()}${text.slice(first.length)}`;
}

/** The text as it stands inside a sentence: names, acronyms and German nouns keep their capital. */
export function lowerFirst(text: string, vocabulary: Vocabulary, names: readonly string[]): string {
  const [word = ''] = text.split(' ');
  const plain = /^\p{Lu}\p{Ll}*(?:-\p{Ll}+)*$/u.test(word);
  if (!plain || names.some((name) => name.split(' ')[0] === word)) return text;
  if (vocabulary.nounsCapitalised || (KEEPS_CAPITAL.test(word) && !NOT_NATIONAL.has(word))) return text;
  return `${word.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** A headline in the manner of the language: Title Case in English, a capital at the start elsewhere. */
export function headlineCase(text: string, vocabulary: Vocabulary): string {
  if (!vocabulary.titleCase) return upperFirst(text);
  const words = text.split(' ');
  return words
    .map((word, i) => {
      const small = SMALL.has(word) && i > 0 && i < words.length - 1 && !(words[i - 1] ?? '').endsWith(':');
      return small || (UNIT.test(word) && /\d$/u.test(words[i - 1] ?? '')) ? word : titleWord(word);
    })
    .join(' ');
}

/** Words that have capitals of their own (CRM, iPhone, B2B) are left alone. */
function titleWord(word: string): string {
  if (/\p{Ll}\p{Lu}|\d\p{Ll}/u.test(word)) return word;
  return word.replace(/(?<![\p{L}\d'’.])\p{Ll}/gu, (letter) => letter.toUpperCase());
}
