import type { AdGroup } from '../../../../contracts/structure.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { blocks, isKeyword } from '../../check/domain/keywords.ts';
import { BUILT_IN } from './aims.ts';
import type { Plan } from './plan-groups.ts';

type Keywords = AdGroup['keywords'];

/**
 * The keywords of an ad group: the terms that customers type, then the first of them with the brief's places, with “near me”
 * and with words of buying. No term stands in two groups: `used` remembers them.
 */
export function writeKeywords(plan: Plan, reading: Reading, used: Set<string>): Keywords {
  const most = BUILT_IN.terms[plan.kind];
  const terms: string[] = [];
  for (const text of [...candidates(plan, reading)].map(keywordText)) {
    if (terms.length >= most) break;
    if (used.has(text) || !isKeyword(text) || isExcluded(text, reading)) continue;
    used.add(text);
    terms.push(text);
  }
  return [
    ...terms.slice(0, BUILT_IN.exact).map((text) => ({ text, matchType: 'exact' as const })),
    ...terms.map((text) => ({ text, matchType: 'phrase' as const })),
  ];
}

/**
 * Searches that are not a customer's: those of the trade, those of everybody, and what the firm says that it does not do. None
 * holds a word of the brief, and none would keep a term of the trade away.
 */
export function writeNegatives(reading: Reading, own: string, keywords: Keywords): Keywords {
  const { pack, file, excluded, lexicon } = reading;
  const said = new Set(lexicon.stems(own));
  const wanted = [
    ...keywords.map(({ text }) => text),
    ...(pack === null ? [] : [...pack.terms, ...pack.services.flatMap(({ terms }) => terms)]),
  ].map((text) => new Set(lexicon.stems(text)));
  const keepsAway = (text: string): boolean => {
    const stems = lexicon.stems(text);
    return stems.length === 0 || wanted.some((term) => stems.every((stem) => term.has(stem)));
  };
  const unsaid = [...(pack?.negatives ?? []), ...file.negatives].filter(
    (text) => !lexicon.stems(text).some((stem) => said.has(stem)),
  );
  const denied = excluded.phrases.filter((text) => text.split(' ').length <= 3);
  const texts = [...new Set([...denied, ...unsaid].map(keywordText))];
  return texts
    .filter((text) => isKeyword(text) && !keepsAway(text))
    .slice(0, BUILT_IN.negatives)
    .map((text) => ({ text, matchType: 'phrase' as const }))
    .filter((negative) => !keywords.some((keyword) => blocks(negative, keyword)));
}

/** A phrase as people type it: lower case, without punctuation. */
export function keywordText(phrase: string): string {
  return cleanLine(phrase)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s&'.+#/-]/gu, ' ')
    .replace(/(?<![\p{L}\p{N}+#])[-+.'/&#]+|[-.'/&]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function* candidates({ kind, terms }: Plan, { file, trades, places, toFirms }: Reading): Generator<string> {
  yield* terms;
  if (kind === 'brand') return;
  const sells = trades.trade?.sells ?? 'online';
  const joined = terms.slice(0, BUILT_IN.placed[kind]);
  for (const { name } of places.slice(0, BUILT_IN.places))
    for (const term of joined)
      for (const template of file.keywords.place.slice(0, 1)) yield fill(template, term, name);
  if (toFirms && sells === 'local') for (const term of joined) yield* spread(file.keywords.forFirms, term);
  if (sells === 'local' && !toFirms)
    for (const term of joined.slice(0, 2)) yield* spread(file.keywords.near, term);
  // The first term of the trade is what the advertiser is called, and nobody buys a `CRM provider company`.
  const bought = kind === 'core' && trades.trade !== null ? joined.slice(1, 3) : joined.slice(0, 2);
  for (const term of bought) yield* spread(file.keywords.buying[sells].slice(0, 3), term);
}

const spread = (templates: readonly string[], term: string): string[] =>
  templates.map((t) => fill(t, term, ''));

/** A template around a term; none where the term holds the template's word already. */
function fill(template: string, term: string, place: string): string {
  const added = template.replace('{term}', '').replace('{place}', place).trim().toLowerCase();
  if (` ${term.toLowerCase()} `.includes(` ${added} `)) return term;
  return template.replace('{term}', () => term).replace('{place}', () => place);
}

const isExcluded = (text: string, { excluded, lexicon }: Reading): boolean =>
  excluded.stems.size > 0 && lexicon.stems(text).some((stem) => excluded.stems.has(stem));
