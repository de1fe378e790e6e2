import type { Entry, Lexicon } from '../../bank/domain/bank.ts';
import type { Language, Service, Trade } from '../../bank/domain/schema.ts';
import {
  firstServices,
  type FoundService,
  type Hit,
  hitsOf,
  type Points,
  pointsOf,
  type Source,
} from './trade-points.ts';

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

/** Below this, without hints, words are found by chance. */
const LEAST = 2;
const LEAST_SIGNS = 1.5;
/** A trade with this share of the first one's points is spoken of, too; above the second, nobody knows which is meant. */
const SHARES = { related: 0.35, second: 0.5, unsure: 0.85 };
/** Another trade is not spoken of by a word or two. */
const LEAST_RELATED = 4;
/** With fewer points a trade is not believed against what the brief says that it is. */
const CERTAIN = 8;
/** A second trade is called so by more than one word: a photographer of weddings in Mallorca is no travel agent. */
const SECOND_CALLED = 3;
/** Many hints of one trade are as good as two signs. */
const BY_HINTS = { words: 4, points: 5 };
/** A word of German this long is a compound that says all by itself. */
const COMPOUND_LETTERS = 10;
const MOST_RELATED = 2;

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
  const unsure = others
    .filter(
      ({ trade, all }) =>
        all >= first.all * SHARES.unsure && first.trade.akin?.includes(trade.trade) !== true,
    )
    .map(({ trade }) => trade);
  const second = others.find(({ all, plain }) => all >= first.all * SHARES.second && plain >= SECOND_CALLED);
  const related = others
    .filter((other) => other === second || other.firm >= Math.max(LEAST_RELATED, first.all * SHARES.related))
    .slice(0, MOST_RELATED);
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

/** What the brief names, in its order. Of other trades only what no word of this trade says already, and no mere hints. */
function servicesOf(
  hits: readonly Hit[],
  trade: Trade,
  related: readonly Trade[],
  language: Language,
): FoundService[] {
  const found = new Map<Service, FoundService>();
  const telling = hits.filter(({ tells }) => tells).sort((a, b) => a.order - b.order);
  for (const { entry } of telling)
    for (const own of firstServices(entry.pointers.filter((p) => p.trade === trade)))
      if (!found.has(own.service)) found.set(own.service, own);
  for (const { entry } of telling) {
    if (entry.pointers.some((p) => p.trade === trade)) continue;
    const firm = entry.pointers.filter((p) => related.includes(p.trade) && p.kind !== 'hint');
    for (const own of firstServices(firm)) if (!found.has(own.service)) found.set(own.service, own);
    if (firm.length > 0 || !saysAll(entry, language)) continue;
    const [other] = firstServices(entry.pointers.filter((p) => p.kind === 'service'));
    if (other !== undefined && !found.has(other.service))
      found.set(other.service, { ...other, only: entry.stems });
  }
  return [...found.values()];
}

/** Whether words are plain enough to be a service by themselves, whatever trade the bank gives them to. */
function saysAll({ stems, trades }: Entry, language: Language): boolean {
  const [first = ''] = stems;
  return trades === 1 && (stems.length > 1 || (language === 'de' && first.length >= COMPOUND_LETTERS));
}
