import type { Entry, Lexicon, Pointer } from '../../bank/domain/bank.ts';
import type { Language, Service, Trade } from '../../bank/domain/schema.ts';

/** A text of the brief, and how much its words say of what is sold. */
export type Source = {
  text: string;
  weight: number;
  /** The brief says here what it is about: `X is a …`, `X: job scheduling software`. */
  defines?: boolean;
};
/**
 * A service of the bank that the brief names; `only` the stems that its terms must hold where the service belongs to a trade of
 * which the brief does not speak: a plumber's `drain survey` is no drain cleaner's whole work.
 */
export type FoundService = { trade: Trade; service: Service; only?: readonly string[] };
export type FoundTrades = {
  /** The trade that the brief speaks of most; null when it speaks of none that the bank knows. */
  trade: Trade | null;
  /** Another one of which it speaks as plainly: a tax adviser who keeps books. */
  second: Trade | null;
  /** Those between which the brief does not decide; empty when it does. */
  unsure: Trade[];
  /** What the brief names: services of the trade, then those of others of which it speaks, too. */
  services: FoundService[];
};

const WEIGHTS = { name: 4, term: 3, said: 2, service: 2, phrase: 2, word: 1, hint: 0.8 } as const;
const SIGNS = { name: 2, term: 2, said: 1, service: 1, phrase: 1, word: 1, hint: 0.5 } as const;
/** A compound says less than the word alone: a `Zahnreinigung` is no `Reinigung`. */
const COMPOUND = 0.35;
/** So do two words that stand apart. */
const APART = 0.5;
/** Below this, without hints, words are found by chance. */
const LEAST = 2;
const LEAST_SIGNS = 1.5;
/** Words that many trades share say less of each: the exponent of how many. */
const SHARED = 0.7;
/** Whoever is named among the buyers is rather a buyer than what is sold: `property managers call us`. */
const BUYER = 0.3;
/** The weight of the text that says who buys. */
export const BUYERS = 0.2;
/** Texts of less weight do not tell what is sold. */
const TELLS_SERVICES = 0.3;
/** A trade with this share of the first one's points is spoken of, too; above the second, nobody knows which is meant. */
const SHARES = { related: 0.35, second: 0.5, unsure: 0.95 };
/** Another trade is not spoken of by a word or two. */
const LEAST_RELATED = 4;
/** With fewer points a trade is not believed against what the brief says that it is. */
const CERTAIN = 8;
const SECOND_WORDS = 2;
/** What stands together, and not among what is denied or in compounds. */
const PLAIN = 0.9;
/** Many hints of one trade are as good as two signs. */
const BY_HINTS = { words: 4, points: 5 };
/** A word of German this long is a compound that says all by itself. */
const COMPOUND_LETTERS = 10;
const MOST_RELATED = 2;

type Hit = { entry: Entry; weight: number; order: number; buyer: boolean; defines: boolean };
/**
 * Points of a trade: in all, and without what points to it only when it is known already. `signs` counts what points to it firmly:
 * what it is called counts as two, because one other word may be there by chance. `words` counts all entries, `plain` those without
 * hints.
 */
type Points = { trade: Trade; all: number; firm: number; signs: number; words: number; plain: number; defined: boolean };

/** The trades and services of which a brief speaks, by the words of the bank: rare words count more than common ones. */
export function readTrades(sources: readonly Source[], lexicon: Lexicon): FoundTrades {
  const hits = hitsOf(sources, lexicon);
  const says = sources.some(({ defines, text }) => defines === true && text !== '');
  const ranked = pointsOf(hits)
    .filter(isKnown)
    .filter(({ all, defined }) => defined || all >= CERTAIN || !says)
    .sort((a, b) => b.all - a.all || a.trade.trade.localeCompare(b.trade.trade));
  const [first, ...others] = ranked;
  if (first === undefined) return { trade: null, second: null, unsure: [], services: [] };
  const unsure = others.filter(({ all }) => all >= first.all * SHARES.unsure).map(({ trade }) => trade);
  const related = others
    .filter(({ firm }) => firm >= Math.max(LEAST_RELATED, first.all * SHARES.related))
    .slice(0, MOST_RELATED);
  const second = others.find(({ all, plain }) => all >= first.all * SHARES.second && plain >= SECOND_WORDS);
  return {
    trade: first.trade,
    second: second?.trade ?? null,
    unsure: unsure.length === 0 ? [] : [first.trade, ...unsure],
    services: servicesOf(
      hits,
      first.trade,
      related.map(({ trade }) => trade),
      lexicon.file.language,
    ),
  };
}

function isKnown({ all, firm, signs, words }: Points): boolean {
  if (words >= BY_HINTS.words && all >= BY_HINTS.points) return true;
  return firm >= LEAST && signs >= LEAST_SIGNS;
}

/** Each entry that stands in a text once, with the weight of the text that says most. */
function hitsOf(sources: readonly Source[], lexicon: Lexicon): Hit[] {
  const hits = new Map<Entry, Hit>();
  for (const { text, weight, defines = false } of sources)
    for (const part of text.split(/[.;:!?\n•|]+/u))
      for (const [entry, share] of entriesOf(lexicon.stems(part), lexicon)) {
        const known = hits.get(entry);
        const buyer = weight <= BUYERS;
        if (known === undefined) hits.set(entry, { entry, weight: weight * share, order: hits.size, buyer, defines });
        else Object.assign(known, { weight: Math.max(known.weight, weight * share), buyer: known.buyer || buyer, defines: known.defines || defines });
      }
  return [...hits.values()];
}

/** The entries of a text, each as long as possible, and with what share they count. */
function* entriesOf(stems: readonly string[], lexicon: Lexicon): Generator<[Entry, number]> {
  for (let place = 0; place < stems.length; ) {
    const entry = lexicon.at(stems, place);
    const head = entry === undefined ? lexicon.headOf(stems[place] ?? '') : undefined;
    if (entry !== undefined) yield [entry, 1];
    if (head !== undefined) yield [head, COMPOUND];
    for (const apart of lexicon.near(stems, place)) yield [apart, APART];
    place += entry?.stems.length ?? 1;
  }
}

function pointsOf(hits: readonly Hit[]): Points[] {
  const points = new Map<Trade, Points>();
  const services = new Map<Trade, Set<Service>>();
  for (const { entry, weight, buyer, defines } of hits)
    for (const [trade, kind] of bestKinds(entry)) {
      const own = points.get(trade) ?? { trade, all: 0, firm: 0, signs: 0, words: 0, plain: 0, defined: false };
      const worth = WEIGHTS[kind] * (buyer && kind === 'name' ? BUYER : 1);
      const earned = (worth * lengthBonus(entry) * weight) / entry.trades ** SHARED;
      points.set(trade, {
        trade,
        all: own.all + earned,
        firm: own.firm + (kind === 'hint' && entry.trades > 2 ? 0 : earned),
        words: own.words + 1,
        defined: own.defined || defines,
        plain: own.plain + (kind === 'hint' || weight < PLAIN ? 0 : 1),
        signs: own.signs + (weight < TELLS_SERVICES ? 0 : signsOf(kind, entry, weight)),
      });
    }
  for (const { entry, weight } of hits)
    if (weight >= TELLS_SERVICES)
      for (const { trade, service } of firstServices(entry.pointers))
        services.set(trade, (services.get(trade) ?? new Set()).add(service));
  return [...points.values()].map((own) => ({ ...own, all: own.all + 0.7 * (services.get(own.trade)?.size ?? 0) }));
}

/**
 * A hint that many trades share is no sign; a service's own term of several words that no other trade has is two, as is what the
 * name of the firm says.
 */
function signsOf(kind: Pointer['kind'], { stems, trades }: Entry, weight: number): number {
  if (kind === 'hint' && trades > 2) return 0;
  if (kind === 'said' && trades <= 2 && weight > 1) return 2;
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

/** What the brief names, in its order. Of other trades only what no word of this trade says already, and no mere hints. */
function servicesOf(
  hits: readonly Hit[],
  trade: Trade,
  related: readonly Trade[],
  language: Language,
): FoundService[] {
  const found = new Map<Service, FoundService>();
  const telling = hits.filter(({ weight }) => weight >= TELLS_SERVICES).sort((a, b) => a.order - b.order);
  for (const { entry } of telling)
    for (const own of firstServices(entry.pointers.filter((p) => p.trade === trade)))
      if (!found.has(own.service)) found.set(own.service, own);
  for (const { entry } of telling) {
    if (entry.pointers.some((p) => p.trade === trade)) continue;
    const firm = entry.pointers.filter((p) => related.includes(p.trade) && p.kind !== 'hint');
    for (const own of firstServices(firm)) if (!found.has(own.service)) found.set(own.service, own);
    if (firm.length > 0 || !saysAll(entry, language)) continue;
    const [other] = firstServices(entry.pointers.filter((p) => p.kind === 'service'));
    if (other !== undefined && !found.has(other.service)) found.set(other.service, { ...other, only: entry.stems });
  }
  return [...found.values()];
}

/** Whether words are plain enough to be a service by themselves, whatever trade the bank gives them to. */
function saysAll({ stems, trades }: Entry, language: Language): boolean {
  const [first = ''] = stems;
  return trades === 1 && (stems.length > 1 || (language === 'de' && first.length >= COMPOUND_LETTERS));
}

/** The services to which pointers lead, one of each trade. */
function firstServices(pointers: readonly Pointer[]): FoundService[] {
  const found = new Map<Trade, FoundService>();
  for (const { trade, service } of pointers)
    if (service !== undefined && !found.has(trade)) found.set(trade, { trade, service });
  return [...found.values()];
}

const lengthBonus = ({ stems }: Entry): number => 1 + 0.5 * (stems.length - 1);
