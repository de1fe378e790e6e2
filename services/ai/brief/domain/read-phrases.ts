import type { Vocabulary } from './languages/vocabulary.ts';
import { lowerFirst } from './casing.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { fits } from './width.ts';
import { bare, clauses, nounPhrases, variants } from './phrases.ts';

/** What kind of thing the product is, with the article that the brief gives it. */
export type Topic = { variants: string[]; article: string };
type Context = { vocabulary: Vocabulary; product: string; audiences: readonly string[] };

const MAX_WORDS = 5;
/** Sentences about the advertiser, not about what a customer can do. */
const OWN_VOICE =
  /^(?:we|our|i|my|clients|customers|wir|unsere?[nrms]?|kunden|nous|notre|nos|nosotros|nuestr[oa]s?|clientes)(?!\p{L})/iu;
/** Whoever uses a product is not the product. */
const PEOPLE =
  /(?:teams?|people|customers|clients|users|companies|businesses|departments|employees|kunden|nutzer|unternehmen|mitarbeiter|betriebe?n?|équipes|utilisateurs|entreprises|equipos|clientes|usuarios|empresas)$/iu;
/** Words for people that say nothing without what follows them. */
const EMPTY_HEAD = /^(?:heads?|directors?|vps?|users?|members?)$/iu;
/** A topic of this width leaves a headline room for a few words more. */
const SHORT = 24;
const UNCOUNTED_EN =
  /(?:ware|ing|ment|ance|ence|tion|gy|care|data|advice|insurance|support|coffee|tea|food|furniture|clothing|s)$/iu;

/** The audiences, each with its shorter versions; `Sales managers at software firms` → also `Sales managers`. */
export function readAudiences(text: string, vocabulary: Vocabulary): string[][] {
  return clauses(cleanLine(text), vocabulary)
    .map((clause) => bare(clause.replace(/^(?:for|für|pour|para|the|die|der|les|los|las)\s+/iu, '')))
    .filter((clause) => /\p{L}{2}|\p{Lo}/u.test(clause))
    .map((clause) =>
      vocabulary.language === 'fr' && /^\p{L}+[sx](?=\s|$)/iu.test(clause)
        ? `les ${lowerFirst(clause, vocabulary, [])}`
        : clause,
    )
    .map((clause) =>
      variants(clause, vocabulary).filter((v) => /\p{L}{2}|\p{Lo}/u.test(v) && !EMPTY_HEAD.test(v)),
    )
    .filter((v) => v.length > 0)
    .slice(0, 4);
}

/** What kind of thing the product is: from the product line, from `… is a …`, else the description's noun phrases. */
export function readTopics(
  described: readonly string[],
  written: readonly string[],
  context: Context,
): Topic[] {
  const { vocabulary, product } = context;
  const found: Topic[] = [];
  const add = (phrase: string, article: string): void => {
    const cut = topicVariants(phrase, vocabulary).filter((v) => !overlaps(v, product));
    const [longest] = cut;
    if (longest === undefined) return;
    const known = found.find((t) =>
      t.variants.some((v) => cut.some((c) => c.toLowerCase() === v.toLowerCase())),
    );
    if (known !== undefined) {
      if (known.article === '') known.article = article;
      return;
    }
    found.push({ variants: cut, article: article === '' ? impliedArticle(longest, vocabulary) : article });
  };
  for (const phrase of described) if (phrase.split(' ').length <= MAX_WORDS + 3) add(phrase, '');
  for (const sentence of written) {
    const match = vocabulary.definition.exec(sentence)?.groups;
    const [rest] = clauses(match?.['rest'] ?? '', vocabulary);
    if (rest !== undefined && match?.['article'] !== undefined) add(rest, indefinite(match['article']));
  }
  const short = (t: Topic): boolean => t.variants.some((v) => fits(v, SHORT));
  for (const phrase of frequentPhrases(written, context)) if (!found.some(short)) add(phrase, '');
  return [...found.filter(short), ...found.filter((t) => !short(t))].slice(0, 3);
}

/** A phrase of at most five words with meaning, without what follows its prepositions, then without its adjectives. */
function topicVariants(phrase: string, vocabulary: Vocabulary): string[] {
  const meaning = (v: string): string[] =>
    v.split(' ').filter((w) => !vocabulary.stopWords.has(w.toLowerCase()));
  const cut = variants(phrase, vocabulary).filter((v) => {
    const [word = '', ...more] = meaning(v);
    return more.length < MAX_WORDS && (more.length > 0 || !vocabulary.general.has(word.toLowerCase()));
  });
  const words = cut.at(-1)?.split(' ') ?? [];
  const plain = vocabulary.headLast && meaning(words.join(' ')).length === words.length;
  for (let i = 1; plain && words.length - i >= 2; i += 1) cut.push(words.slice(i).join(' '));
  return cut;
}

/** What one can do with the product, each with its shorter versions, in the order of the description. */
export function readBenefits(written: readonly string[], context: Context): string[][] {
  const { vocabulary, product } = context;
  const found = written
    .filter((sentence) => !OWN_VOICE.test(sentence))
    .flatMap((sentence) => clauses(sentence, vocabulary))
    .map((clause) => vocabulary.benefitOf(clause.split(' ')))
    .filter((benefit) => benefit !== null)
    .map((benefit) => bare(benefit))
    .filter((benefit) => !overlaps(benefit, product) && benefit.split(' ').length <= 9)
    .map((benefit) => variants(benefit, vocabulary).filter((v) => v.split(' ').length >= 2));
  return [...new Map(found.filter((v) => v.length > 0).map((v) => [v[0]?.toLowerCase(), v])).values()].slice(
    0,
    8,
  );
}

/**
 * Noun phrases that may say what the product is: said twice, at the start of a sentence, or in the sentence that defines
 * the product. By how often they are said, then by where they first stand.
 */
function frequentPhrases(written: readonly string[], { vocabulary, audiences }: Context): string[] {
  const found = new Map<string, { phrase: string; count: number; telling: boolean }>();
  for (const sentence of written.filter((s) => !OWN_VOICE.test(s))) {
    const defines = vocabulary.definition.exec(sentence)?.groups?.['article'] !== undefined;
    for (const phrase of clauses(sentence, vocabulary).flatMap((c) => nounPhrases(c, vocabulary))) {
      const key = phrase.toLowerCase();
      const known = found.get(key) ?? { phrase, count: 0 };
      const telling = known.count > 0 || defines || sentence.startsWith(phrase);
      found.set(key, { phrase: known.phrase, count: known.count + 1, telling });
    }
  }
  return [...found.values()]
    .filter(({ phrase, telling }) => telling && !PEOPLE.test(phrase) && !/\p{Lo}/u.test(phrase))
    .filter(({ phrase }) => phrase.includes(' ') || phrase.length > 9)
    .filter(({ phrase }) => !audiences.some((a) => overlaps(a, phrase) || overlaps(phrase, a)))
    .sort((a, b) => b.count - a.count)
    .map(({ phrase }) => phrase);
}

function overlaps(text: string, part: string): boolean {
  return part !== '' && ` ${text.toLowerCase()} `.includes(` ${part.toLowerCase()} `);
}

/** `the`, `our` do not belong to a search; then the topic stands without an article or not at all. */
function indefinite(article: string): string {
  return /^(?:an?|une?|una)$/iu.test(article) ? article.toLowerCase() : '';
}

/** Plural and uncounted nouns need no article: `-` says so; empty says that nobody knows. */
function impliedArticle(topic: string, vocabulary: Vocabulary): string {
  const last = topic.split(' ').at(-1) ?? '';
  switch (vocabulary.language) {
    case 'en':
      return UNCOUNTED_EN.test(last) && !/ss$/iu.test(last) ? '-' : '';
    case 'de':
      return '-';
    default:
      return '';
  }
}
