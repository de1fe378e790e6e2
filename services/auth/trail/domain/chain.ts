import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../lib/canonical-json.ts';

/** What a service recorded. */
export type RecordedEvent = {
  id: string;
  at: string;
  actor: { kind: string; id: string };
  action: string;
  subject: { kind: string; id: string };
  detail: Record<string, unknown>;
};

/** Where a chain ends: its last entry's number and hash. */
export type ChainHead = { seq: number; hash: string };

/** An event in its organisation's chain. `at` is when it happened, `chainedAt` when it became part of the chain. */
export type ChainEntry = {
  organizationId: string;
  seq: number;
  service: string;
  eventId: string;
  at: string;
  chainedAt: string;
  actor: { kind: string; id: string };
  action: string;
  subject: { kind: string; id: string };
  detail: Record<string, unknown>;
  previousHash: string;
  hash: string;
};

/** The end of a chain without entries. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** The hash of an entry: over the hash of the one before it and over everything that the entry says. */
export function entryHash(entry: Omit<ChainEntry, 'hash'>): string {
  const { organizationId, seq, service, eventId, at, chainedAt } = entry;
  const { actor, action, subject, detail, previousHash } = entry;
  const said = { organizationId, seq, service, eventId, at, chainedAt, actor, action, subject, detail };
  return createHash('sha256').update(previousHash).update(canonicalJson(said)).digest('hex');
}

/** From which organisation and service events come, and when they are chained. */
export type ChainSource = { organizationId: string; service: string; now: Date };

/** The entries that follow a head: the events in the order in which they happened. */
export function entriesAfter(
  head: ChainHead,
  events: readonly RecordedEvent[],
  { organizationId, service, now }: ChainSource,
): ChainEntry[] {
  const chainedAt = now.toISOString();
  let { seq, hash } = head;
  return events.toSorted(inTime).map(({ id: eventId, ...event }) => {
    seq += 1;
    const entry = { organizationId, seq, service, eventId, ...event, chainedAt, previousHash: hash };
    hash = entryHash(entry);
    return { ...entry, hash };
  });
}

function inTime(a: RecordedEvent, b: RecordedEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
