import type { Structure } from '../../contracts/structure.ts';
import type { TestBrief } from './briefs.ts';
import { measureClaims, type ClaimMeasures } from './measures/claims.ts';
import { grammarFaults } from './measures/grammar.ts';
import { measureAudiences, measureGroups } from './measures/groups.ts';
import { measureKeywords, type KeywordMeasures } from './measures/keywords.ts';
import { limitBreaches } from './measures/limits.ts';
import { measureRepetition } from './measures/repetition.ts';
import { textsOf } from './measures/texts.ts';
import type { Share } from './statistics/intervals.ts';
import { inAnotherLanguage } from './text/language.ts';

/** What came back for a brief, after how many milliseconds. `refused` holds the code of the API. */
export type Answer = { test: TestBrief; ms: number } & (
  { kind: 'structure'; structure: Structure } | { kind: 'refused'; code: string }
);

/** Everything measured of one structure. Shares are of texts unless they say otherwise; `found` shows what was counted. */
export type Verdict = {
  keywords: KeywordMeasures;
  /** Services with an ad group of their own. */
  services: Share;
  /** Ad groups for LinkedIn with a professional audience. */
  audiences: Share;
  /** Texts in another language, of those that are long enough to tell. */
  foreign: Share & { found: string[] };
  grammar: Share & { found: string[] };
  claims: ClaimMeasures;
  repetition: Share;
  /** Breaches of a platform's limits, in words. */
  breaches: string[];
};

/** Judges one structure against its brief. Pure: the same structure gets the same verdict. */
export function judge(structure: Structure, test: TestBrief): Verdict {
  const texts = textsOf(structure);
  const names = [test.brief.product, ...properNames(test)];
  const told = texts.map(({ text }) => ({ text, other: inAnotherLanguage(text, test.language, names) }));
  const foreign = told.filter(({ other }) => other === true).map(({ text }) => text);
  const faulty = texts.flatMap((text) => {
    const faults = grammarFaults(text, test.language);
    return faults.length === 0 ? [] : [`${faults.join(', ')}: ${text.text}`];
  });
  return {
    keywords: measureKeywords(structure, test),
    services: measureGroups(structure, test),
    audiences: measureAudiences(structure),
    foreign: {
      part: foreign.length,
      whole: told.filter(({ other }) => other !== null).length,
      found: foreign,
    },
    grammar: { part: faulty.length, whole: texts.length, found: faulty },
    claims: measureClaims(
      texts.map(({ text }) => text),
      test,
    ),
    repetition: measureRepetition(texts, test.language),
    breaches: limitBreaches(structure),
  };
}

/** Names as copy writes them: with a capital letter. */
const properNames = ({ brand, places }: TestBrief): string[] =>
  [...brand, ...places].map((name) => name.charAt(0).toUpperCase() + name.slice(1));
