import type { Lexicon, Pointer } from '../../bank/domain/bank.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { superlatives } from './claims.ts';
import type { Vocabulary } from './languages/vocabulary.ts';
import { bare, sentences } from './phrases.ts';

/** Sentences of a brief that can be copy, whole; a cut could lose a condition. */
export type Facts = {
  /** Whole sentences and bullets. */
  sentences: string[];
  /** Items of enumerations without a verb, beside whole sentences that are short: `ISO 9001`, `Festpreis nach Besichtigung`. */
  lines: string[];
  /** Sentences that are of no use as copy: orders to the writer, denials, what has an end. */
  unused: string[];
};

/** An enumeration has at least this many items, none of them longer in words. */
const ENUMERATION = { items: 3, words: 5 };

/** What a brief states that a reader of an ad may be told, as the brief says it. */
export function readFacts(
  description: string,
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  product: string,
): Facts {
  const { file } = lexicon;
  const unfit = [file.orders, ...file.unfit].map((source) => new RegExp(source, 'iu'));
  const fits = (text: string): boolean =>
    !unfit.some((pattern) => pattern.test(text)) &&
    superlatives(text).length === 0 &&
    textFaults(text, product).length === 0;
  const written = sentences(description).flatMap(stripHead);
  const tells = (text: string): boolean => !namesService(text, lexicon);
  const good = written.filter((s) => fits(s) && standsAlone(s, vocabulary) && tells(s));
  const lines = good
    .flatMap((s) => [bare(s), ...itemsOf(s, vocabulary)])
    .filter((s) => /\p{L}{2}/u.test(s) && fits(s) && tells(s));
  return {
    sentences: good,
    lines: [...new Set(lines)],
    unused: written.filter((s) => unfit.some((pattern) => pattern.test(s))),
  };
}

/** `Private dental practice in Bath: implants, Invisalign` are two: the head, and what follows it. */
function stripHead(sentence: string): string[] {
  const [head = '', ...rest] = sentence.split(/(?<=\p{L}):\s+/u);
  const body = rest.join(': ');
  return body === '' || head.split(' ').length < 3 ? [sentence] : [`${head}.`, body];
}

function itemsOf(sentence: string, vocabulary: Vocabulary): string[] {
  // Prices and shares are never taken out of what stands around them.
  if (/[%\p{Sc}]/u.test(sentence)) return [];
  const parts = bare(sentence).split(/\s*[,;]\s+/u);
  const plain = parts.every(
    (part) =>
      part.split(' ').length <= ENUMERATION.words &&
      /\p{L}{2}/u.test(part) &&
      (!vocabulary.nounsCapitalised || /^[\p{Lu}\d]/u.test(part)),
  );
  if (parts.length < ENUMERATION.items || !plain) return [];
  return parts
    .filter((part) => /\d|\p{L}{3}.*\s/u.test(part))
    .map((part) => part.replace(/^(?:and|und|et|y)\s+/iu, ''));
}

/** The name of a trade or a service alone states nothing. */
function namesService(text: string, lexicon: Lexicon): boolean {
  const stems = lexicon.stems(text);
  if (stems.length > 3 || /\d/u.test(text)) return false;
  const telling = ({ kind, service }: Pointer): boolean =>
    service !== undefined || (stems.length < 2 && kind !== 'word');
  return stems.some((_, place) => lexicon.at(stems, place)?.pointers.some(telling));
}

/** A text without the sentences that tell the writer what to do. */
export function withoutOrders(text: string, { file }: Lexicon): string {
  const orders = new RegExp(file.orders, 'iu');
  const kept = text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{Lo}\p{Sc}\d¿¡"“])|(?=[\r\n])/u)
    .filter((part) => !orders.test(part));
  return kept.join(' ');
}

function standsAlone(sentence: string, vocabulary: Vocabulary): boolean {
  const [first = ''] = sentence.toLowerCase().split(' ');
  return sentence.length > 5 && !vocabulary.pronouns.has(bare(first));
}
