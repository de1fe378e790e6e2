import type { Entry, Lexicon } from '../../bank/domain/bank.ts';
import type { Service, Trade } from '../../bank/domain/schema.ts';

/** A text of the brief, and how much its words say of what is sold. */
export type Source = { text: string; weight: number };
/** A service of the bank that the brief names. */
export type FoundService = { trade: Trade; service: Service };
export type FoundTrades = {
  /** The trade that the brief speaks of most; null when it speaks of none that the bank knows. */
  trade: Trade | null;
  /** Others that it speaks of, too: a gym with a physiotherapist. */
  related: Trade[];
  /** Those between which the brief does not decide; empty when it does. */
  unsure: Trade[];
  services: FoundService[];
};

const WEIGHTS = { name: 4, term: 3, said: 2, service: 2 } as const;
/** A compound says less than the word alone: a `Zahnreinigung` is no `Reinigung`. */
const COMPOUND = 0.35;
/** Below this the words are found by chance. */
const LEAST = 2.5;
/** Texts of less weight tell who buys, not what is sold. */
const TELLS_SERVICES = 0.5;
/** A trade with this share of the first one's points is spoken of, too; above the second, nobody knows which is meant. */
const SHARES = { related: 0.3, unsure: 0.95 };

type Hit = { entry: Entry; weight: number; order: number };

/** The trades and services of which a brief speaks, by the words of the bank: rare words count more than common ones. */
export function readTrades(sources: readonly Source[], lexicon: Lexicon): FoundTrades {
  const hits = new Map<Entry, Hit>();
  let order = 0;
  for (const { text, weight } of sources)
    for (const part of text.split(/[.;:!?\n•|]+/u))
      for (const [entry, share] of entriesOf(lexicon.stems(part), lexicon)) {
        const own = weight * share;
        const known = hits.get(entry);
        if (known === undefined) hits.set(entry, { entry, weight: own, order: (order += 1) });
        else known.weight = Math.max(known.weight, own);
      }
  const points = new Map<Trade, number>();
  const offered = new Map<Service, FoundService & { order: number }>();
  for (const hit of hits.values()) {
    const best = new Map<Trade, number>();
    for (const { trade, kind } of hit.entry.pointers)
      best.set(trade, Math.max(best.get(trade) ?? 0, WEIGHTS[kind]));
    for (const [trade, worth] of best) {
      const earned = (worth * lengthBonus(hit.entry) * hit.weight) / hit.entry.trades;
      points.set(trade, (points.get(trade) ?? 0) + earned);
    }
    if (hit.weight < TELLS_SERVICES * COMPOUND) continue;
    for (const { trade, service } of firstServices(hit.entry))
      if (!offered.has(service)) offered.set(service, { trade, service, order: hit.order });
  }
  for (const { trade } of offered.values()) points.set(trade, (points.get(trade) ?? 0) + 0.5);
  const ranked = [...points].sort((a, b) => b[1] - a[1] || a[0].trade.localeCompare(b[0].trade));
  const [first] = ranked;
  if (first === undefined || first[1] < LEAST) return { trade: null, related: [], unsure: [], services: [] };
  const [trade, most] = first;
  const above = (share: number): Trade[] =>
    ranked.slice(1, 4).flatMap(([other, own]) => (own >= most * share && own >= LEAST ? [other] : []));
  const unsure = above(SHARES.unsure);
  const related = above(SHARES.related);
  return {
    trade,
    related,
    unsure: unsure.length === 0 ? [] : [trade, ...unsure],
    services: [...offered.values()]
      .filter((found) => found.trade === trade || related.includes(found.trade))
      .sort((a, b) => Number(b.trade === trade) - Number(a.trade === trade) || a.order - b.order)
      .map(({ trade: own, service }) => ({ trade: own, service })),
  };
}

/** The entries of a text, each as long as possible, and with what share they count. */
function* entriesOf(stems: readonly string[], lexicon: Lexicon): Generator<[Entry, number]> {
  for (let place = 0; place < stems.length; ) {
    const entry = lexicon.at(stems, place);
    if (entry !== undefined) {
      yield [entry, 1];
      place += entry.stems.length;
      continue;
    }
    const head = lexicon.headOf(stems[place] ?? '');
    if (head !== undefined) yield [head, COMPOUND];
    place += 1;
  }
}

/** The services to which an entry points, one of each trade. */
function firstServices(entry: Entry): FoundService[] {
  const found = new Map<Trade, FoundService>();
  for (const { trade, service } of entry.pointers)
    if (service !== undefined && !found.has(trade)) found.set(trade, { trade, service });
  return [...found.values()];
}

const lengthBonus = ({ stems }: Entry): number => 1 + 0.5 * (stems.length - 1);
