import type { AuditHead } from '../../../../contracts/auth/trail.ts';
import { EMPTY_CHAIN, type ChainEntry } from './chain.ts';
import { provesHead, type StatementClaims } from './statement.ts';
import { ChainWalk, FAULTS, type FaultKind } from './walk.ts';

/** What is wrong with a file beside what can be wrong with a chain. */
const FILE_FAULTS = {
  ...FAULTS,
  unreadable: 'the line is not one of an export',
  unfinished: 'the file ends before the export did',
  unsigned: 'no signed head speaks of this chain',
} as const;
export type FileFault = {
  kind: FaultKind | 'unreadable' | 'unfinished' | 'unsigned';
  line: number;
  organizationId: string | null;
  seq: number | null;
};
export const meaningOf = ({ kind }: FileFault): string => FILE_FAULTS[kind];

/** A signed head that was proved, and how many entries the file has after it. */
export type ProvedHead = {
  organizationId: string;
  seq: number;
  events: number;
  statement: StatementClaims;
};
type Line = { type?: unknown } & Record<string, unknown>;
type Section = {
  walk: ChainWalk;
  head: AuditHead | null;
  statement: StatementClaims | null;
  entries: number;
};

/** `type` and everything that an entry says. */
const ENTRY_FIELDS = 13;

/** Checks an export line by line, as it is read. It needs no secret and nothing but the file and the keys. */
export class TrailFile {
  readonly heads: ProvedHead[] = [];
  readonly #prove: (head: AuditHead) => StatementClaims | null;
  readonly #kept: Map<string, AuditHead[]>;
  #section: Section | undefined;
  #line = 0;
  #events = 0;

  /**
   * @param prove what a head's statement says, when it is signed by a key that is trusted
   * @param kept heads that were exported before, and kept where nobody could change them
   */
  constructor(prove: (head: AuditHead) => StatementClaims | null, kept: readonly AuditHead[] = []) {
    this.#prove = prove;
    this.#kept = Map.groupBy(kept, ({ organizationId }) => organizationId);
  }

  /** How many entries were right. */
  get events(): number {
    return this.#events;
  }

  /** Takes the next line. @returns the first fault; the rest of the file is then of no use */
  take(text: string): FileFault | undefined {
    this.#line += 1;
    const line = parse(text);
    if (line?.type === 'entry') return this.#takeEntry(line);
    if (line?.type === 'head') return this.#begin(line as unknown as AuditHead);
    if (line?.type === 'end') return this.#endSection(line['events']);
    return this.#fault('unreadable');
  }

  /** After the last line. */
  end(): FileFault | undefined {
    if (this.#section || this.#line === 0) return this.#fault('unfinished');
    const [missing] = this.#kept.values();
    return missing?.[0] ? this.#fault('cut', missing[0].organizationId, 1) : undefined;
  }

  #begin(head: AuditHead): FileFault | undefined {
    if (this.#section) return this.#fault('unfinished');
    const { organizationId, seq } = head;
    const statement = this.#prove(head);
    if (!statement) return this.#fault('forged', organizationId, seq);
    if (!provesHead(statement, head, head.path)) return this.#fault('unproved', organizationId, seq);
    return this.#open(organizationId, head, statement);
  }

  #open(organizationId: string, head: AuditHead | null, statement: StatementClaims | null) {
    const kept = this.#kept.get(organizationId) ?? [];
    this.#kept.delete(organizationId);
    for (const one of kept) {
      const said = this.#prove(one);
      if (!said || !provesHead(said, one, one.path)) return this.#fault('forged', organizationId, one.seq);
    }
    const known = [...kept, ...(head ? [head] : [])].map(({ seq, hash }) => ({ seq, hash }));
    this.#section = { walk: new ChainWalk(organizationId, known, EMPTY_CHAIN), head, statement, entries: 0 };
    return undefined;
  }

  #takeEntry(line: Line): FileFault | undefined {
    const entry = line as unknown as ChainEntry;
    const fault = this.#section ? undefined : this.#open(entry.organizationId, null, null);
    if (fault) return fault;
    if (!this.#section || Object.keys(line).length !== ENTRY_FIELDS)
      return this.#fault('changed', entry.organizationId, entry.seq);
    const found = this.#section.walk.take(entry);
    if (found) return this.#fault(found.kind, found.organizationId, found.seq);
    this.#section.entries += 1;
    this.#events += 1;
    return undefined;
  }

  #endSection(events: unknown): FileFault | undefined {
    const section = this.#section;
    this.#section = undefined;
    if (!section) return this.#fault('unreadable');
    const { walk, head, statement, entries } = section;
    const fault = walk.end();
    if (fault) return this.#fault(fault.kind, fault.organizationId, fault.seq);
    if (events !== entries) return this.#fault('unfinished');
    if (!head || !statement) return this.#fault('unsigned');
    this.heads.push({ organizationId: head.organizationId, seq: head.seq, events: entries, statement });
    return undefined;
  }

  #fault(
    kind: FileFault['kind'],
    organizationId: string | null = null,
    seq: number | null = null,
  ): FileFault {
    return { kind, line: this.#line, organizationId, seq };
  }
}

function parse(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as unknown;
    return typeof line === 'object' && line !== null ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
