import type { Lexicon } from '../../bank/domain/bank.ts';
import type { Language, Trade } from '../../bank/domain/schema.ts';
import { upperFirst } from './casing.ts';
import type { Vocabulary } from './languages/vocabulary.ts';
import { readOwnServices } from './read-own.ts';
import type { FoundTrades } from './read-trade.ts';

/** One thing that the firm offers, of the bank or in the brief's own words. */
export type Offered = { name: string; terms: string[]; own: boolean; trade: Trade | null };
const MOST_SERVICES = { known: 8, own: 3, ofUnknownTrade: 6 };

/** What the brief offers: services of the bank, then its own. */
export function offeredOf(
  { services }: FoundTrades,
  own: readonly string[],
  { language, lexicon }: { language: Language; lexicon: Lexicon },
): Offered[] {
  const known = services.slice(0, MOST_SERVICES.known).flatMap(({ trade, service: { key }, only }) => {
    const service = trade[language].services.find((same) => same.key === key);
    if (service === undefined) return [];
    if (only === undefined) return [{ name: service.name, terms: service.terms, own: false, trade }];
    const terms = [...service.terms, service.name].filter((term) => {
      const stems = lexicon.stems(term);
      return only.every((stem) => stems.includes(stem));
    });
    const [name] = terms;
    return name === undefined ? [] : [{ name: upperFirst(name), terms, own: false, trade }];
  });
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  return [
    ...known,
    ...own
      .filter((name) => !names.has(name.toLowerCase()))
      .map((name) => ({ name: upperFirst(name), terms: [name], own: true, trade: null })),
  ].slice(0, MOST_SERVICES.known + MOST_SERVICES.own);
}

/** The brief's own services, more of them where the bank knows nothing. */
export function readOwn(
  text: string,
  { vocabulary, lexicon, known }: { vocabulary: Vocabulary; lexicon: Lexicon; known: boolean },
): string[] {
  const most = known ? MOST_SERVICES.own : MOST_SERVICES.ofUnknownTrade;
  return readOwnServices(text, vocabulary, lexicon, !known).slice(0, most);
}
