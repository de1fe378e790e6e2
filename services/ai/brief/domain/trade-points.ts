import type { Entry, Lexicon, Pointer } from '../../bank/domain/bank.ts';
import type { Service, Trade } from '../../bank/domain/schema.ts';

/** A text of the brief, and how much its words say of what is sold. */
export type Source = {
  text: string;
  weight: number;
  /** The brief says here what it is about: `X is a …`, `X: job scheduling software`. */
  defines?: boolean;
  /** The brief says here what the firm does not do: it tells the trade, and no service. */
  denies?: boolean;
};
/**
 * A service of the bank that the brief names; `only` the stems that its terms must hold where the service belongs to a trade of
 * which the brief does not speak: a plumber's `drain survey` is no drain cleaner's whole work.
 */
export type FoundService = { trade: Trade; service: Service; only?: readonly string[] };

const WEIGHTS = { name: 4, term: 3, said: 2, service: 2, phrase: 2, word: 1, hint: 0.8 } as const;
const SIGNS = { name: 2, term: 2, said: 1, service: 1, phrase: 1, word: 1, hint: 0.5 } as const;
/** A compound says less than the word alone: a `Zahnreinigung` is no `Reinigung`. */
const COMPOUND = 0.35;
/** So do two words that stand apart. */
const APART = 0.5;
/** Words that many trades share say less of each: the exponent of how many. */
const SHARED = 0.7;
/** Whoever is named among the buyers is rather a buyer than what is sold: `property managers call us`. */
const BUYER = 0.3;
/** The weight of the text that says who buys. */
export const BUYERS = 0.2;
/** Texts of less weight do not tell what is sold. */
const TELLS_SERVICES = 0.3;
/** How plainly each kind says what a firm is called; not what it does, which others do, too. */
const CALLED = { name: 2, term: 2, said: 1, service: 0, phrase: 0, word: 0, hint: 0 } as const;
/** What stands together, and not among what is denied or in compounds. */
const PLAIN = 0.9;
/** An entry of the bank that the brief holds, and where it says most. */
export type Hit = {
  entry: Entry;
  weight: number;
  order: number;
  buyer: boolean;
  defines: boolean;
  tells: boolean;
};
/**
 * Points of a trade: in all, and without what points to it only when it is known already. `signs` counts what points to it firmly:
 * what it is called counts as two, because one other word may be there by chance. `words` counts all entries, `plain` how plainly the
 * brief calls it so.
 */
export type Points = {
  trade: Trade;
  all: number;
  firm: number;
  signs: number;
  words: number;
  plain: number;
  defined: boolean;
};

/** Each entry that stands in a text once, with the weight of the text that says most. */
export function hitsOf(sources: readonly Source[], lexicon: Lexicon): Hit[] {
  const hits = new Map<Entry, Hit>();
  for (const { text, weight, defines = false, denies = false } of sources)
    for (const part of text.split(/[.;:!?\n•|]+/u))
      for (const [entry, share] of entriesOf(lexicon.stems(part), lexicon)) {
        const known = hits.get(entry);
        const buyer = weight <= BUYERS;
        const tells = !denies && weight * share >= TELLS_SERVICES;
        if (known === undefined)
          hits.set(entry, { entry, weight: weight * share, order: hits.size, buyer, defines, tells });
        else
          Object.assign(known, {
            weight: Math.max(known.weight, weight * share),
            buyer: known.buyer || buyer,
            defines: known.defines || defines,
            tells: known.tells || tells,
          });
      }
  return [...hits.values()];
}

/** The entries of a text, each as long as possible, and with what share they count. */
function* entriesOf(stems: readonly string[], lexicon: Lexicon): Generator<[Entry, number]> {
  for (let place = 0; place < stems.length;) {
    const entry = lexicon.at(stems, place);
    const head = entry === undefined ? lexicon.headOf(stems[place] ?? '') : undefined;
    if (entry !== undefined) yield [entry, 1];
    if (head !== undefined) yield [head, COMPOUND];
    for (const apart of lexicon.near(stems, place)) yield [apart, APART];
    place += entry?.stems.length ?? 1;
  }
}

/** What each trade of which a word stands in the brief has for it. */
export function pointsOf(hits: readonly Hit[]): Points[] {
  const points = new Map<Trade, Points>();
  const services = new Map<Trade, Set<Service>>();
  for (const { entry, weight, buyer, defines, tells } of hits)
    for (const [trade, kind] of bestKinds(entry)) {
      const own = points.get(trade) ?? {
        trade,
        all: 0,
        firm: 0,
        signs: 0,
        words: 0,
        plain: 0,
        defined: false,
      };
      const worth = WEIGHTS[kind] * (buyer && kind === 'name' ? BUYER : 1);
      const earned = (worth * lengthBonus(entry) * weight) / entry.trades ** SHARED;
      points.set(trade, {
        trade,
        all: own.all + earned,
        firm: own.firm + (kind === 'hint' && entry.trades > 2 ? 0 : earned),
        words: own.words + 1,
        defined: own.defined || defines,
        plain: own.plain + (weight < PLAIN ? 0 : CALLED[kind]),
        signs: own.signs + (tells || weight > BUYERS ? signsOf(kind, entry, weight) : 0),
      });
    }
  for (const { entry, tells } of hits)
    if (tells)
      for (const { trade, service } of firstServices(entry.pointers))
        services.set(trade, (services.get(trade) ?? new Set()).add(service));
  return [...points.values()].map((own) => ({
    ...own,
    all: own.all + 0.7 * (services.get(own.trade)?.size ?? 0),
  }));
}

/**
 * A hint that many trades share is no sign; a service's own term of several words that no other trade has is two, as is what the
 * name of the firm says.
 */
function signsOf(kind: Pointer['kind'], { stems, trades }: Entry, weight: number): number {
  if (kind === 'hint' && trades > 2) return 0;
  if ((kind === 'said' || kind === 'phrase') && trades <= 2 && weight > 1) return 2;
  if (weight < 1) return SIGNS[kind] / 2;
  return kind === 'service' && stems.length > 1 && trades === 1 ? 2 : SIGNS[kind];
}

/** For each trade of an entry, what of it says most. */
function bestKinds({ pointers }: Entry): Map<Trade, Pointer['kind']> {
  const best = new Map<Trade, Pointer['kind']>();
  for (const { trade, kind } of pointers) {
    const known = best.get(trade);
    if (known === undefined || WEIGHTS[kind] > WEIGHTS[known]) best.set(trade, kind);
  }
  return best;
}

/** The services to which pointers lead, one of each trade. */
export function firstServices(pointers: readonly Pointer[]): FoundService[] {
  const found = new Map<Trade, FoundService>();
  for (const { trade, service } of pointers)
    if (service !== undefined && !found.has(trade)) found.set(trade, { trade, service });
  return [...found.values()];
}

const lengthBonus = ({ stems }: Entry): number => 1 + 0.5 * (stems.length - 1);
