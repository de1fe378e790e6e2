import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { Jwk } from '../../../../contracts/auth/sessions.ts';
import type { AuditHead } from '../../../../contracts/auth/trail.ts';
import { EMPTY_CHAIN, entriesAfter, type ChainEntry } from '../domain/chain.ts';
import { merklePath } from '../domain/merkle.ts';
import { leafOf, nextStatement } from '../domain/statement.ts';
import { signStatement } from '../statements.ts';

export type Signer = { key: KeyObject; jwk: Jwk };

/** A key that signs heads; with the name of another one when given. */
export function newSigner(kid: string = randomUUID()): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { key: privateKey, jwk: Jwk.parse({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }) };
}

const usual = newSigner();

/** The export of one organisation among others, before it is written as lines. */
export type Export = {
  signer: Signer;
  head: AuditHead;
  entries: ChainEntry[];
  /** Signs the head as it is, with this key. */
  resign(signer: Signer): void;
  /** Puts the head at another entry and signs it. */
  headAt(seq: number): void;
  lines(): string[];
};

/** Makes an export of `signed` entries that a head speaks of and `unsigned` newer ones. */
export function trailOf(signed: number, unsigned: number, signer: Signer = usual): Export {
  const organizationId = randomUUID();
  const source = { organizationId, service: 'campaign', now: new Date(1_800_000_000_000) };
  const events = Array.from({ length: signed + unsigned }, (_, n) => ({
    id: randomUUID(),
    at: new Date(1_790_000_000_000 + n * 1_000).toISOString(),
    actor: { kind: 'user', id: randomUUID() },
    action: 'campaign.updated',
    subject: { kind: 'campaign', id: randomUUID() },
    detail: { version: n, writes: n, status: ['draft', 'submitted'], address: '203.0.113.7' },
  }));
  const entries = entriesAfter(EMPTY_CHAIN, events, source);
  const made: Export = {
    signer,
    head: headOf(organizationId, entries[signed - 1] ?? EMPTY_CHAIN, signer),
    entries,
    resign: (other) => (made.head = headOf(organizationId, made.head, other)),
    headAt: (seq) => (made.head = headOf(organizationId, entries[seq - 1] ?? EMPTY_CHAIN, signer)),
    lines: () => [
      JSON.stringify({ type: 'head', ...made.head }),
      ...made.entries.map((entry) => JSON.stringify({ type: 'entry', ...entry })),
      JSON.stringify({ type: 'end', events: made.entries.length }),
    ],
  };
  return made;
}

function headOf(
  organizationId: string,
  { seq, hash }: { seq: number; hash: string },
  { key, jwk }: Signer,
): AuditHead {
  const others = [randomUUID(), randomUUID(), randomUUID()].map((id) => ({
    organizationId: id,
    seq: 1,
    hash,
  }));
  const heads = [{ organizationId, seq, hash }, ...others];
  const claims = nextStatement(undefined, heads, new Date(1_800_000_100_000));
  return {
    ...{ organizationId, seq, hash, signedAt: claims.at, keys: [jwk] },
    statement: signStatement({ key, kid: jwk.kid }, claims),
    path: merklePath(heads.map(leafOf), 0),
  };
}
