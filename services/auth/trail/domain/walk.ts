import { EMPTY_CHAIN, entryHash, type ChainEntry, type ChainHead } from './chain.ts';

/** What is wrong with a chain. */
export const FAULTS = {
  foreign: 'an entry of another organisation',
  missing: 'this entry is missing, and perhaps some after it',
  repeated: 'an entry stands where another one has been',
  relinked: 'the entry does not follow the one before it',
  changed: 'the entry was changed',
  cut: 'entries that a signed statement speaks of are missing at the end',
  rewritten: 'the chain is not the one that was signed',
  unproved: 'the statement does not speak of this chain',
  forged: 'the statement is not signed by a known key',
} as const;
export type FaultKind = keyof typeof FAULTS;
/** The first fault that was found, at which entry. */
export type Fault = { kind: FaultKind; organizationId: string; seq: number };

/** Walks along one organisation's chain, entry by entry, and compares it with the heads that are known of it. */
export class ChainWalk {
  readonly #organizationId: string;
  readonly #known: ReadonlyMap<number, string>;
  #head: ChainHead;

  /**
   * @param known hashes that the chain has at some places, by number: of signed heads
   * @param from where the walk begins: after an entry that is known to be right
   */
  constructor(organizationId: string, known: readonly ChainHead[] = [], from: ChainHead = EMPTY_CHAIN) {
    this.#organizationId = organizationId;
    this.#known = new Map(known.map(({ seq, hash }) => [seq, hash]));
    this.#head = from;
  }

  /** The last entry that was right. */
  get head(): ChainHead {
    return this.#head;
  }

  /** Takes the next entry. @returns what is wrong with it; then the walk has ended */
  take(entry: ChainEntry): Fault | undefined {
    const kind = this.#faultOf(entry);
    if (kind) return this.#fault(kind, kind === 'missing' ? this.#head.seq + 1 : entry.seq);
    this.#head = { seq: entry.seq, hash: entry.hash };
    return undefined;
  }

  /** After the last entry. @returns a fault when a head lies beyond the end */
  end(): Fault | undefined {
    const beyond = [...this.#known.keys()].some((seq) => seq > this.#head.seq);
    return beyond ? this.#fault('cut', this.#head.seq + 1) : undefined;
  }

  #faultOf(entry: ChainEntry): FaultKind | undefined {
    if (entry.organizationId !== this.#organizationId) return 'foreign';
    if (entry.seq > this.#head.seq + 1) return 'missing';
    if (entry.seq <= this.#head.seq) return 'repeated';
    if (entry.previousHash !== this.#head.hash) return 'relinked';
    if (entry.hash !== entryHash(entry)) return 'changed';
    const known = this.#known.get(entry.seq);
    return known !== undefined && known !== entry.hash ? 'rewritten' : undefined;
  }

  #fault(kind: FaultKind, seq: number): Fault {
    return { kind, organizationId: this.#organizationId, seq };
  }
}
