import type { Brief } from '../../../../contracts/ai/brief.ts';
import { CLAIM_WORDS, type ClaimKind } from './claim-words.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { numberFacts } from './numbers.ts';

type FoundWord = { kind: ClaimKind; pattern: number; text: string };
export type ClaimEvidence = { numbers: ReadonlySet<string>; words: readonly FoundWord[] };
export type ClaimFault = { kind: ClaimKind | 'number'; text: string };

const PATTERNS = Object.entries(CLAIM_WORDS).flatMap(([kind, sources]) =>
  sources.map((source, pattern) => ({
    kind: kind as ClaimKind,
    pattern,
    regex: new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'giu'),
  })),
);
const HASH_ONE = /#\s?1(?!\d)/u;
/** Whether a text has any of the words. Most have none, and `matchAll` makes a new expression of each pattern. */
const ANY_WORD = new RegExp(
  `(?<![\\p{L}\\d])(?:${Object.values(CLAIM_WORDS).flat().join('|')})(?![\\p{L}\\d])`,
  'iu',
);

/** What the brief states: its numbers with their units and its words that claim something. */
export function claimEvidence(brief: Brief): ClaimEvidence {
  const text = [brief.product, brief.description, brief.audience, ...brief.claims].map(cleanLine).join('\n');
  return {
    numbers: new Set(numberFacts(text).map((n) => `${n.value} ${n.unit}`)),
    words: claimWords(text),
  };
}

/** The claims of an ad text that the brief does not make: numbers, percentages, prices and words that claim something. */
export function unsupportedClaims(text: string, evidence: ClaimEvidence): ClaimFault[] {
  const numbers = numberFacts(text)
    .filter((n) => !evidence.numbers.has(`${n.value} ${n.unit}`))
    .map((n) => ({ kind: 'number' as const, text: n.text }));
  const words = claimWords(text)
    .filter((word) => !evidence.words.some((known) => sameClaim(word, known)))
    .map(({ kind, text: found }) => ({ kind, text: found }));
  return [...numbers, ...words];
}

/** The superlatives of a text, supported or not: platforms ask for a third party's proof on the landing page. */
export function superlatives(text: string): string[] {
  return claimWords(text)
    .filter((word) => word.kind === 'superlative')
    .map((word) => word.text);
}

/** True when a text states a number or uses a word that claims something: such a text is used whole or not at all. */
export function makesClaim(text: string): boolean {
  return numberFacts(text).length > 0 || claimWords(text).length > 0;
}

function claimWords(text: string): FoundWord[] {
  const found: FoundWord[] = !ANY_WORD.test(text)
    ? []
    : PATTERNS.flatMap(({ kind, pattern, regex }) =>
        [...text.matchAll(regex)].map((match) => ({ kind, pattern, text: match[0].toLowerCase() })),
      );
  if (HASH_ONE.test(text)) found.push({ kind: 'superlative', pattern: -1, text: '#1' });
  return found;
}

/** Inflections of one word are one claim: guarantee and guaranteed. */
function sameClaim(a: FoundWord, b: FoundWord): boolean {
  if (a.text === b.text) return true;
  if (a.kind !== b.kind || a.pattern !== b.pattern || a.text.length < 6 || b.text.length < 6) return false;
  return a.text.startsWith(b.text.slice(0, -2)) || b.text.startsWith(a.text.slice(0, -2));
}
