import type { Language, LanguageFile, LinkedInFile, Service, Trade } from './schema.ts';
import { stemsOf, wordsOf } from './words.ts';

/** Everything that the files say. */
export type BankFiles = {
  trades: readonly Trade[];
  languages: Readonly<Record<Language, LanguageFile>>;
  linkedIn: LinkedInFile;
};

/**
 * Why words point to a trade, and to which of its services. A `hint` means a service once the trade is known; by itself it may
 * mean anything (`block`, `evening`).
 */
export type Pointer = {
  trade: Trade;
  kind: 'name' | 'term' | 'said' | 'service' | 'phrase' | 'word' | 'hint';
  service?: Service;
};
/** Words that stand in the bank: their stems, and what they point to. */
export type Entry = { stems: readonly string[]; pointers: readonly Pointer[]; trades: number };

const RARE = { letters: 6, trades: 2 };
/** How many words may stand between two that belong together. */
const NEAR = 3;

/** The bank of one language, ready to be looked through. */
export class Lexicon {
  readonly file: LanguageFile;
  readonly joining: ReadonlySet<string>;
  readonly #byFirst = new Map<string, Entry[]>();
  readonly #single = new Map<string, Entry>();

  constructor(files: BankFiles, language: Language) {
    this.file = files.languages[language];
    this.joining = new Set(this.file.joining.flatMap(wordsOf));
    const found = new Map<string, { stems: string[]; pointers: Pointer[] }>();
    const add = (text: string, pointer: Pointer): void => {
      const stems = this.stems(text);
      if (stems.length === 0) return;
      const key = stems.join(' ');
      const entry = found.get(key) ?? { stems, pointers: [] };
      entry.pointers.push(pointer);
      found.set(key, entry);
    };
    for (const trade of files.trades) {
      const pack = trade[language];
      for (const name of pack.names)
        for (const text of [name.one, name.many]) add(text, { trade, kind: 'name' });
      for (const text of pack.terms) add(text, { trade, kind: 'term' });
      for (const text of pack.said) add(text, { trade, kind: 'said' });
      for (const service of pack.services) {
        for (const text of [service.name, ...service.terms]) add(text, { trade, kind: 'service', service });
        for (const text of service.said)
          add(text, { trade, kind: text.includes(' ') ? 'phrase' : 'hint', service });
      }
    }
    const places = new Set(this.stems(this.file.places.known));
    for (const [stem, trades] of rareWords(found))
      if (!found.has(stem) && !places.has(stem))
        found.set(stem, { stems: [stem], pointers: trades.map((trade) => ({ trade, kind: 'word' })) });
    for (const { stems, pointers } of found.values()) {
      const entry = { stems, pointers, trades: new Set(pointers.map(({ trade }) => trade.trade)).size };
      const [first = ''] = stems;
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), entry]);
      if (stems.length === 1) this.#single.set(first, entry);
    }
    for (const entries of this.#byFirst.values()) entries.sort((a, b) => b.stems.length - a.stems.length);
  }

  /** The stems of a text as entries have them. */
  stems(text: string): string[] {
    return stemsOf(text, this.file.language, this.joining);
  }

  /** The longest entry that begins at this place of the stems. */
  at(stems: readonly string[], place: number): Entry | undefined {
    return this.#byFirst
      .get(stems[place] ?? '')
      ?.find((entry) => entry.stems.every((stem, i) => stems[place + i] === stem));
  }

  /** Entries of two words that stand near each other in whatever order: `Software für die Lohnabrechnung`. */
  near(stems: readonly string[], place: number): Entry[] {
    const around = stems.slice(Math.max(0, place - NEAR), place + NEAR + 1);
    return (this.#byFirst.get(stems[place] ?? '') ?? []).filter(
      ({ stems: [, second = ''], stems: { length }, trades }) =>
        length === 2 && trades <= RARE.trades && second !== stems[place + 1] && around.includes(second),
    );
  }

  /** The entry that a German compound ends with: `Geburtstagstorte` → `Torte`. */
  headOf(stem: string): Entry | undefined {
    if (this.file.language !== 'de') return undefined;
    for (let i = 3; i <= stem.length - 4; i += 1) {
      const entry = this.#single.get(stem.slice(i));
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

/** Long words that stand in longer entries of few trades only. */
function rareWords(
  found: ReadonlyMap<string, { stems: string[]; pointers: Pointer[] }>,
): [string, Trade[]][] {
  const trades = new Map<string, Set<Trade>>();
  for (const { stems, pointers } of found.values())
    for (const stem of stems) {
      const own = trades.get(stem) ?? new Set();
      for (const { trade } of pointers) own.add(trade);
      trades.set(stem, own);
    }
  return [...trades].flatMap(([stem, own]) =>
    stem.length >= RARE.letters && own.size <= RARE.trades ? [[stem, [...own]]] : [],
  );
}

/** The term bank: trades by what customers call them, in four languages. */
export class Bank {
  readonly files: BankFiles;
  readonly #lexicons = new Map<Language, Lexicon>();

  constructor(files: BankFiles) {
    this.files = files;
  }

  /** The bank of one language; made at the first need, because few campaigns need all four. */
  lexicon(language: Language): Lexicon {
    const made = this.#lexicons.get(language) ?? new Lexicon(this.files, language);
    this.#lexicons.set(language, made);
    return made;
  }
}
