import { seededIntegers } from './random.ts';
import { Journal } from './journal.ts';
import type { Json } from './wire.ts';

/** One object an ad platform holds. `fields` is its whole present state in the vendor's own terms. */
export type AdObject = { kind: string; id: string; account: string; fields: Json };

/** One change of one object; `fields` is the whole state after it, null when it is gone without trace. */
export type Change = {
  op: 'create' | 'update' | 'remove';
  kind: string;
  id: string;
  account: string;
  fields: Json | null;
};

/** Who made a change: a program over the API, a person in the platform's own page, or the platform (a review). */
export type Author = 'api' | 'person' | 'platform';

/** One accepted request: its changes stand or fall together, also across a kill. `who` is the application or the person. */
export type LedgerEntry = { seq: number; at: string; by: Author; who: string; changes: Change[] };

export type AdObjectsOptions = { file?: string; now: () => Date; idSeed: number; firstId: number };

/** The objects of one platform, kept in an append-only ledger that is replayed at start. */
export class AdObjects {
  #journal: Journal<LedgerEntry>;
  #objects = new Map<string, AdObject>();
  #now: () => Date;
  #integer: (min: number, max: number) => number;
  #lastId: number;

  constructor(options: AdObjectsOptions) {
    this.#journal = new Journal(options.file);
    this.#now = options.now;
    this.#integer = seededIntegers(options.idSeed);
    this.#lastId = options.firstId;
    for (const entry of this.#journal.entries) for (const change of entry.changes) this.#apply(change);
  }

  /** A new id, never given before, also not before a restart. */
  nextId(): string {
    this.#lastId += this.#integer(1, 97);
    return String(this.#lastId);
  }

  get(kind: string, id: string): AdObject | undefined {
    return this.#objects.get(`${kind}/${id}`);
  }

  /** All objects of a kind in one account, in order of creation. */
  list(kind: string, account: string): AdObject[] {
    return [...this.#objects.values()].filter((object) => object.kind === kind && object.account === account);
  }

  all(): AdObject[] {
    return [...this.#objects.values()];
  }

  ledger(): readonly LedgerEntry[] {
    return this.#journal.entries;
  }

  /** Applies the changes at once and resolves when they are safe on the disk. */
  async commit(who: string, changes: Change[], by: Author = 'api'): Promise<void> {
    if (changes.length === 0) return;
    for (const change of changes) this.#apply(change);
    const seq = this.#journal.entries.length + 1;
    await this.#journal.append({ seq, at: this.#now().toISOString(), by, who, changes });
  }

  /** Forgets every object and empties the ledger; ids are still not used twice. */
  async reset(): Promise<void> {
    this.#objects.clear();
    await this.#journal.rewrite(() => []);
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #apply({ kind, id, account, fields }: Change): void {
    if (fields === null) this.#objects.delete(`${kind}/${id}`);
    else this.#objects.set(`${kind}/${id}`, { kind, id, account, fields });
    const last = Number(id.split('~').at(-1));
    if (Number.isSafeInteger(last) && last > this.#lastId) this.#lastId = last;
  }
}
