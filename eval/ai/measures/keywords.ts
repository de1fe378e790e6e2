import type { Structure } from '../../../contracts/structure.ts';
import type { TestBrief } from '../briefs.ts';
import type { Share } from '../statistics/intervals.ts';
import { holds, meaning, termKeys } from '../text/words.ts';

/** How many of the terms that customers type a structure needs before it is worth starting from. */
export const ENOUGH_HEAD_TERMS = 5;

/** What the keywords of a structure are worth to this advertiser. Shares are of keywords. */
export type KeywordMeasures = {
  /** The expected terms that are among the keywords (see `termKeys` for what counts as the same). */
  headTerms: string[];
  /** Keywords that hold all words of an expected term, with whatever else: "emergency plumber leeds price". */
  useful: Share;
  /** Keywords that hold a place of the brief. */
  placed: Share;
  /** Keywords that hold a term of another trade or of people who do not buy. */
  never: Share & { found: string[] };
  /** Keywords that hold the advertiser's own, unknown name. */
  brand: Share;
  /** Expected negative keywords that are there. */
  negatives: Share;
  /**
   * Negative keywords that would keep an expected term away, such as "course" against an MBA. Only those of every ad group
   * with keywords: one that keeps a term from this group and leaves it to another is good practice.
   */
  harmful: string[];
};

export function measureKeywords(structure: Structure, test: TestBrief): KeywordMeasures {
  const { language, places } = test;
  const keywords = structure.adGroups.flatMap((group) => group.keywords.map(({ text }) => text));
  const negatives = structure.adGroups.flatMap((group) => group.negativeKeywords.map(({ text }) => text));
  const found = new Set(keywords.flatMap((text) => termKeys(text, language, places)));
  const never = keywords.filter((text) => test.never.some((term) => holds(text, term, language)));
  const brand = keywords.filter((text) => test.brand.some((name) => holds(text, name, language)));
  const expected = test.must.map((term) => meaning(term, language));
  return {
    headTerms: distinct(test.must, test).filter((term) =>
      termKeys(term, language).some((key) => found.has(key)),
    ),
    useful: {
      part: keywords.filter((text) => expected.some((words) => hasAll(meaning(text, language), words)))
        .length,
      whole: keywords.length,
    },
    placed: {
      part: keywords.filter((text) => places.some((place) => holds(text, place, language))).length,
      whole: keywords.length,
    },
    never: { part: never.length, whole: keywords.length, found: never },
    brand: { part: brand.length, whole: keywords.length },
    negatives: {
      part: test.negatives.filter((wanted) => negatives.some((text) => holds(wanted, text, language))).length,
      whole: test.negatives.length,
    },
    harmful: everywhere(structure).filter((text) => {
      const words = meaning(text, language);
      return words.length > 0 && expected.some((term) => hasAll(term, words));
    }),
  };
}

/** Terms that ask for different things: "accountant" and "accountants" are one. */
function distinct(terms: readonly string[], { language }: TestBrief): string[] {
  const byKey = new Map(terms.map((term) => [termKeys(term, language)[0] ?? term, term]));
  return [...byKey.values()];
}

/** The negative keywords that all groups with keywords have. */
function everywhere({ adGroups }: Structure): string[] {
  const [first = new Set<string>(), ...others] = adGroups
    .filter((group) => group.keywords.length > 0)
    .map((group) => new Set(group.negativeKeywords.map(({ text }) => text)));
  return [...first].filter((text) => others.every((own) => own.has(text)));
}

const hasAll = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word) => words.includes(word));
