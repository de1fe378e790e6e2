import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Jwk } from '../../../../contracts/auth/sessions.ts';
import { verifyTrail } from '../../../../scripts/audit-verify.ts';
import { newSigner, trailOf, type Export } from '../testing/exports.ts';
import { EMPTY_CHAIN, entryHash, type ChainEntry } from './chain.ts';
import { ChainWalk } from './walk.ts';

const TRIES = 100;
const UNSIGNED = 5;

/** Where an attack left its first trace: the numbers at which it may be found. */
type Attack = (trail: Export) => { from: number; to: number };

const pick = (trail: Export) => randomInt(1, trail.head.seq);
/** Gives entries their own right hashes again, from one number on to another: what an attacker without the key can do. */
function rehash(entries: ChainEntry[], from: number, to = entries.length): void {
  for (let i = from - 1; i < to; i += 1) {
    const entry = entries[i];
    if (!entry) return;
    entry.previousHash = entries[i - 1]?.hash ?? EMPTY_CHAIN.hash;
    entry.hash = entryHash(entry);
  }
}

const EDITS: ((entry: ChainEntry) => void)[] = [
  (entry) => (entry.actor = { ...entry.actor, id: randomUUID() }),
  (entry) => (entry.at = new Date(Date.parse(entry.at) + 1).toISOString()),
  (entry) => (entry.action = `${entry.action}!`),
  (entry) => (entry.detail = { ...entry.detail, n: -1 }),
  (entry) => (entry.service = 'ai'),
  (entry) => (entry.subject = { ...entry.subject, kind: 'other' }),
  (entry) => Object.assign(entry, { note: 'not part of the hash' }),
];

const ATTACKS: Record<string, Attack> = {
  edit: ({ entries, head }) => {
    const seq = randomInt(1, head.seq);
    const entry = entries[seq - 1] as ChainEntry;
    (EDITS[randomInt(EDITS.length)] as (e: ChainEntry) => void)(entry);
    if (randomInt(2) === 1) rehash(entries, seq, seq);
    return { from: seq, to: seq + 1 };
  },
  delete: (trail) => {
    const seq = pick(trail);
    trail.entries.splice(seq - 1, 1);
    return { from: seq, to: seq };
  },
  insert: (trail) => {
    const seq = pick(trail);
    const before = trail.entries[seq - 1] as ChainEntry;
    trail.entries.splice(seq - 1, 0, { ...before, eventId: randomUUID(), action: 'made.up' });
    if (randomInt(2) === 1) rehash(trail.entries, seq, seq);
    return { from: seq, to: seq };
  },
  reorder: (trail) => {
    const [a, b] = [pick(trail), pick(trail)].sort((x, y) => x - y) as [number, number];
    const other = a === b ? a + 1 : b;
    const { entries } = trail;
    [entries[a - 1], entries[other - 1]] = [entries[other - 1] as ChainEntry, entries[a - 1] as ChainEntry];
    return { from: a, to: a };
  },
  'swap between organisations': (trail) => {
    const seq = pick(trail);
    const other = trailOf(trail.entries.length, 0, trail.signer).entries[seq - 1] as ChainEntry;
    trail.entries[seq - 1] = other;
    return { from: seq, to: seq };
  },
  'truncate the tail': (trail) => {
    const seq = pick(trail);
    trail.entries.length = seq - 1;
    return { from: seq, to: seq };
  },
  'rewrite everything without the key': (trail) => {
    const seq = pick(trail);
    (trail.entries[seq - 1] as ChainEntry).action = 'something.else';
    rehash(trail.entries, seq);
    const end = trail.entries[trail.head.seq - 1] as ChainEntry;
    const way = randomInt(3);
    if (way > 0) trail.head.hash = end.hash;
    if (way > 1) trail.resign(newSigner(trail.signer.jwk.kid));
    return { from: seq, to: trail.head.seq };
  },
};

/** Says where a checker finds something wrong; undefined when it finds nothing. */
type Checker = (trail: Export, keys: readonly Jwk[]) => Promise<number | null | undefined>;

const product: Checker = async (trail, keys) => (await verifyTrail(trail.lines(), keys)).fault?.seq;
const walkOnly = async (entries: readonly ChainEntry[]) => {
  const walk = new ChainWalk(entries[0]?.organizationId ?? '');
  for (const entry of entries) {
    const fault = walk.take(entry);
    if (fault) return fault.seq;
  }
  return walk.end()?.seq;
};
/** Does not look at the signed head. */
const headless: Checker = ({ entries }) => walkOnly(entries);
/** Believes what an entry says, whatever its hash. */
const hashless: Checker = ({ entries }) => {
  rehash(entries, 1);
  return walkOnly(entries);
};

async function found(kind: string, check: Checker): Promise<number> {
  let count = 0;
  for (let i = 0; i < TRIES; i += 1) {
    const trail = trailOf(randomInt(12, 60), UNSIGNED);
    const { jwk } = trail.signer;
    const { from, to } = (ATTACKS[kind] as Attack)(trail);
    const seq = await check(trail, [jwk]);
    if (typeof seq === 'number' && seq >= from && seq <= to) count += 1;
  }
  return count;
}

describe.each(Object.keys(ATTACKS))('%s', (kind) => {
  it(`is found ${TRIES} times of ${TRIES}, at its place`, async () => {
    expect(await found(kind, product)).toBe(TRIES);
  });
});

it('a trail that nobody touched is intact, and its unsigned end is counted', async () => {
  for (let i = 0; i < TRIES; i += 1) {
    const trail = trailOf(randomInt(1, 60), randomInt(0, 6));
    const report = await verifyTrail(trail.lines(), [trail.signer.jwk]);
    expect(report.fault).toBeUndefined();
    expect(report.heads[0]?.seq).toBe(trail.head.seq);
    expect(report.events).toBe(trail.entries.length);
  }
});

it('the harness notices a checker that does not look at heads, and one that does not look at hashes', async () => {
  expect(await found('truncate the tail', headless)).toBe(0);
  expect(await found('rewrite everything without the key', headless)).toBe(0);
  expect(await found('edit', hashless)).toBe(0);
  expect(await found('delete', headless)).toBe(TRIES);
});

it('a head that was kept finds a chain that was cut and signed anew, by auth itself or by whoever has its key', async () => {
  const trail = trailOf(40, 0);
  const kept = structuredClone(trail.head);
  trail.entries.length = 20;
  trail.headAt(20);
  expect((await verifyTrail(trail.lines(), [trail.signer.jwk])).fault).toBeUndefined();
  const { fault } = await verifyTrail(trail.lines(), [trail.signer.jwk], [kept]);
  expect(fault).toMatchObject({ kind: 'cut', seq: 21 });
});

it('a file that was cut on its way, has no head or is none is not called intact', async () => {
  const trail = trailOf(10, 2);
  const { jwk } = trail.signer;
  const lines = trail.lines();
  const kind = async (some: string[]) => (await verifyTrail(some, [jwk])).fault?.kind;
  expect(await kind(lines.slice(0, -1))).toBe('unfinished');
  expect(await kind(lines.toSpliced(-2, 1))).toBe('unfinished');
  expect(await kind(lines.slice(1))).toBe('unsigned');
  expect(await kind([])).toBe('unfinished');
  expect(await kind(['{}'])).toBe('unreadable');
  expect(await kind([...lines, ...trailOf(5, 0, trail.signer).lines()])).toBeUndefined();
});
