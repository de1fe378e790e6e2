import type { Lexicon } from '../../bank/domain/bank.ts';
import { cleanLine, stripInvisible } from '../../../../lib/visible-text.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { makesClaim } from './claims.ts';
import type { Vocabulary } from './languages/vocabulary.ts';
import { bare, sentences } from './phrases.ts';

const MOST_WORDS = 4;
/** Of a list with this share of items that the bank knows, the others are services, too. */
const KNOWN_SHARE = 0.5;

/** Items of the brief's lists that the bank does not know, as the brief writes them: `wire EDM`, `CMM inspection`. */
export function readOwnServices(
  description: string,
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  trusting: boolean,
): string[] {
  const found: string[] = [];
  for (const { items, announced } of listsOf(description, vocabulary)) {
    const known = items.filter((item) => knows(item, lexicon)).length;
    if (items.length < 2 || (trusting ? !announced : known / items.length < KNOWN_SHARE)) continue;
    for (const item of items) if (!knows(item, lexicon) && isThing(item, vocabulary)) found.push(item);
  }
  return [...new Set(found)];
}

/** A title at the start of a brief says more of what is sold than other sentences: `Fitnessstudio in Kiel`. */
export function readTitle(description: string, vocabulary: Vocabulary): string {
  const [first = ''] = sentences(description);
  return speaksOfSelf(first, vocabulary) ? '' : headOf(first, vocabulary);
}

/** What the brief says that its product is: `X is a …`. */
export function readDefinitions(description: string, vocabulary: Vocabulary): string[] {
  return sentences(description)
    .flatMap((sentence) => {
      const { article, rest } = vocabulary.definition.exec(sentence)?.groups ?? {};
      return /^(?:an?|eine?|une?|una?)$/iu.test(article ?? '') && rest !== undefined ? [rest] : [];
    })
    .slice(0, 2);
}

/** What a brief says it is about, where no trade of the bank is: `X is a <kind>`, `X: <kind>`, `<Kind> in Bilbao`. */
export function readOwnKinds(
  described: readonly string[],
  description: string,
  vocabulary: Vocabulary,
): string[] {
  const defined = readDefinitions(description, vocabulary);
  const [first = ''] = sentences(description);
  const titled = speaksOfSelf(first, vocabulary) || vocabulary.definition.test(first) ? [] : [first];
  return [...described, ...defined, ...titled]
    .map((phrase) => headOf(phrase, vocabulary))
    .filter((phrase) => phrase !== '' && isThing(phrase, vocabulary));
}

/** `We bake through the night`, `Somos dos fisioterapeutas`: a sentence, and no title. */
function speaksOfSelf(sentence: string, vocabulary: Vocabulary): boolean {
  const lower = sentence.toLowerCase();
  const self =
    /(?<!\p{L})(?:i|i'm|we|my|our|us|hi|wir|ich|unser\p{L}*|nous|notre|nos|je|chez|somos|nuestr\p{L}*|llevo|\p{L}+(?:amos|emos|imos))(?!\p{L})/iu;
  return self.test(lower) || vocabulary.stopWords.has(lower.split(' ')[0] ?? '');
}

/** The words before the first addition: `pipeline tool for small sales teams` → `pipeline tool`. */
function headOf(phrase: string, vocabulary: Vocabulary): string {
  const words = cleanLine(phrase).split(' ');
  const end = words.findIndex(
    (word, i) =>
      (vocabulary.prepositions.has(word.toLowerCase()) && !/^(?:de|d'|del)$/iu.test(word)) ||
      vocabulary.breakWords.has(word.toLowerCase()) ||
      (i > 0 && /[,.;:()…]$/u.test(words[i - 1] ?? '')),
  );
  return bare((end < 0 ? words : words.slice(0, end)).join(' '));
}

/** Items, and whether something before them says what they are: a title and a colon. */
type List = { items: string[]; announced: boolean };

/** The lists of a text: bullets, and enumerations in a sentence or after a colon. */
function listsOf(description: string, vocabulary: Vocabulary): List[] {
  const lines = stripInvisible(description).split(/[\r\n]+/u);
  const bullets = lines
    .filter((line) => /^\s*[-–—•*·.]\s+/u.test(line))
    .map((line) => bare(cleanLine(line.replace(/^\s*[-–—•*·.]\s+/u, '')).split(/[,:(]/u)[0] ?? ''));
  const inline = sentences(description).flatMap((sentence): List[] => {
    const [head = '', ...after] = sentence.split(/:\s+/u);
    const list = after.at(-1) ?? head;
    const items = bare(list)
      .split(new RegExp(`\\s*[,;/]\\s*|\\s(?:${vocabulary.and}|&|\\+)\\s`, 'iu'))
      .map(bare)
      .filter((item) => item !== '');
    return items.length >= 3 && items.every((item) => item.split(' ').length <= MOST_WORDS + 2)
      ? [{ items, announced: after.length > 0 }]
      : [];
  });
  return [
    { items: bullets, announced: bullets.every((item) => item.split(' ').length <= MOST_WORDS) },
    ...inline,
  ];
}

const knows = (item: string, lexicon: Lexicon): boolean => {
  const stems = lexicon.stems(item);
  return stems.some((_, place) => lexicon.at(stems, place)?.pointers.some(({ kind }) => kind === 'service'));
};

/** Whether words name a thing that can be looked for: few, without numbers, claims and words that join sentences. */
function isThing(item: string, vocabulary: Vocabulary): boolean {
  const words = item.split(' ');
  const lower = words.map((word) => word.toLowerCase());
  return (
    words.length <= MOST_WORDS &&
    /\p{L}{3}/u.test(item) &&
    !/\d/u.test(item) &&
    !makesClaim(item) &&
    textFaults(item, '').length === 0 &&
    !vocabulary.stopWords.has(lower[0] ?? '') &&
    !vocabulary.stopWords.has(lower.at(-1) ?? '') &&
    !lower.some((word) => vocabulary.breakWords.has(word) || vocabulary.pronouns.has(word)) &&
    !(words.length === 1 && vocabulary.general.has(lower[0] ?? ''))
  );
}
