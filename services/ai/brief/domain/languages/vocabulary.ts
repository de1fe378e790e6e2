import type { Objective } from '../../../../../contracts/campaign/input.ts';

/**
 * What the built-in generator knows of one language: words to read a brief with, and neutral templates to write with.
 * Templates promise nothing: no numbers, prices, superlatives or offers. Slots: {product} {topic} {aTopic} {audience}
 * {benefit} {benefits} {claims} {action}. A template whose slot is unknown or whose text is too wide is left out.
 */
export type Vocabulary = {
  readonly language: string;
  /** Headlines Are Written Like This. */
  readonly titleCase: boolean;
  /** Nouns keep their capital inside a sentence. */
  readonly nounsCapitalised: boolean;
  readonly and: string;
  /** The word of `{topic} for {audience}`; a written text has it once. */
  readonly forWord: string;
  /** Words that are too general to be searched for or written alone. */
  readonly general: ReadonlySet<string>;
  /** Words that point back to another sentence: a sentence that begins with one cannot stand alone. */
  readonly pronouns: ReadonlySet<string>;
  /** The main noun stands last (sales software) or first (logiciel de vente). */
  readonly headLast: boolean;
  /** Function words; they also tell which language a brief is in. */
  readonly stopWords: ReadonlySet<string>;
  /** Verbs and the like, at which a noun phrase ends. */
  readonly breakWords: ReadonlySet<string>;
  /** Words that begin an addition which a shorter version can do without. */
  readonly prepositions: ReadonlySet<string>;
  /** Finds `is a …` in a sentence; group `article`, group `rest`. */
  readonly definition: RegExp;
  /** Splits a sentence into clauses. */
  readonly clauseBreak: RegExp;
  /** The part of a clause that says what one can do with the product, as an order or infinitive; or null. */
  readonly benefitOf: (clause: readonly string[]) => string | null;
  readonly labels: { readonly brand: string; readonly audience: string; readonly benefits: string };
  readonly headlines: Templates;
  readonly descriptions: Templates & { readonly joined: readonly string[] };
  /** What people type around a phrase {x}; `benefit` may also hold the kind of product {t}. */
  readonly keywords: {
    readonly brand: readonly string[];
    readonly topic: readonly string[];
    readonly benefit: readonly string[];
    readonly actions: Readonly<Record<Objective, readonly string[]>>;
  };
  readonly negatives: readonly string[];
};

export type Templates = {
  readonly brand: readonly string[];
  readonly topic: readonly string[];
  readonly audience: readonly string[];
  readonly benefit: readonly string[];
  /** Two calls to action; in descriptions the second one follows the uses. */
  readonly actions: Readonly<Record<Objective, readonly [string, string]>>;
  readonly neutral: readonly string[];
};

/** A set from words that are separated by spaces. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter((w) => w !== ''));
}
