/** What the reader of briefs knows of one language's grammar. Words to write with stand in the bank (services/ai/bank). */
export type Vocabulary = {
  readonly language: string;
  /** Headlines Are Written Like This. */
  readonly titleCase: boolean;
  /** Nouns keep their capital inside a sentence. */
  readonly nounsCapitalised: boolean;
  readonly and: string;
  /** Words that are too general to be searched for alone. */
  readonly general: ReadonlySet<string>;
  /** Words that point back to another sentence: a sentence that begins with one cannot stand alone. */
  readonly pronouns: ReadonlySet<string>;
  /** Function words; they also tell which language a brief is in. */
  readonly stopWords: ReadonlySet<string>;
  /** Verbs and the like, at which a noun phrase ends. */
  readonly breakWords: ReadonlySet<string>;
  /** Words that begin an addition which a shorter version can do without. */
  readonly prepositions: ReadonlySet<string>;
  /** Finds `is a …` in a sentence; group `article`, group `rest`. */
  readonly definition: RegExp;
};

/** A set from words that are separated by spaces. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter((w) => w !== ''));
}
