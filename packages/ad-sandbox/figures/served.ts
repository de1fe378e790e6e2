import type { AdObjects, Change } from '../ad-objects.ts';

/** Something that serves by what people set, between two moments at most (epoch milliseconds). */
export type Leaf = { id: string; from?: number | undefined; until?: number | undefined };

/** What the accepted changes so far made of one account; the vendor says what of it serves. */
export type Standing = {
  get: (kind: string, id: string) => Change | undefined;
  list: (kind: string) => Change[];
};

type Span = { from: number; until: number };

/** When each thing of an account served, from the journal: a pause ends a span, an activation begins one. */
export class Served<L extends Leaf> {
  #leavesOf: (standing: Standing) => L[];
  #account: string;
  #objects = new Map<string, Change>();
  #spans = new Map<string, Span[]>();
  #serving = new Map<string, { leaf: L; since: number }>();
  #leaves = new Map<string, L>();
  #seen = 0;

  constructor(account: string, leavesOf: (standing: Standing) => L[]) {
    this.#account = account;
    this.#leavesOf = leavesOf;
  }

  /** Everything that has ever served, as it was when it last did. */
  leaves(): L[] {
    return [...this.#leaves.values()];
  }

  /** Reads what the journal has beyond what was read already. */
  read(objects: AdObjects): void {
    const ledger = objects.ledger();
    if (ledger.length < this.#seen) this.#forget();
    for (const { at, changes } of ledger.slice(this.#seen)) {
      this.#seen += 1;
      const own = changes.filter(({ account }) => account === this.#account);
      if (own.length === 0) continue;
      for (const change of own) this.#apply(change);
      this.#serve(Date.parse(at));
    }
  }

  /** The part of the time between two moments in which it served, 0 to 1. */
  share(id: string, from: number, until: number, now: number): number {
    const running = this.#serving.get(id);
    const spans = [...(this.#spans.get(id) ?? []), ...(running ? [spanOf(running, now)] : [])];
    const served = spans.reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.until, until) - Math.max(span.from, from)),
      0,
    );
    return served / (until - from);
  }

  #apply(change: Change): void {
    const key = `${change.kind}/${change.id}`;
    if (change.fields === null) this.#objects.delete(key);
    else this.#objects.set(key, change);
  }

  #serve(at: number): void {
    const now = new Map(this.#leavesOf(this.#standing()).map((leaf) => [leaf.id, leaf]));
    for (const [id, running] of this.#serving) {
      const leaf = now.get(id);
      if (leaf !== undefined && leaf.from === running.leaf.from && leaf.until === running.leaf.until)
        continue;
      const spans = this.#spans.get(id) ?? [];
      this.#spans.set(id, [...spans, spanOf(running, at)]);
      this.#serving.delete(id);
    }
    for (const [id, leaf] of now) {
      this.#leaves.set(id, leaf);
      if (!this.#serving.has(id)) this.#serving.set(id, { leaf, since: at });
    }
  }

  #standing(): Standing {
    return {
      get: (kind, id) => this.#objects.get(`${kind}/${id}`),
      list: (kind) => [...this.#objects.values()].filter((change) => change.kind === kind),
    };
  }

  #forget(): void {
    this.#objects.clear();
    this.#spans.clear();
    this.#serving.clear();
    this.#leaves.clear();
    this.#seen = 0;
  }
}

function spanOf({ leaf, since }: { leaf: Leaf; since: number }, end: number): Span {
  return { from: Math.max(since, leaf.from ?? since), until: Math.min(end, leaf.until ?? end) };
}
