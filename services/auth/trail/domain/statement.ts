import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../../lib/canonical-json.ts';
import { Instant } from '../../../../contracts/values.ts';
import { EMPTY_CHAIN, type ChainHead } from './chain.ts';
import { merklePath, merkleRoot, rootOfPath, type MerklePath } from './merkle.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What auth signs every few minutes: where every chain ends at that moment, as one root over all of them. Each
 * statement names the hash of the one before.
 */
export const StatementClaims = z.object({
  seq: z.int().min(1),
  at: Instant,
  /** Of the statement before, as it was signed. */
  previous: Hash,
  root: Hash,
  /** Over how many chains the root is. */
  chains: z.int().min(0),
  /** The first statement from which on each was signed after the one before it was proved. */
  since: z.int().min(1),
});
export type StatementClaims = z.infer<typeof StatementClaims>;

/** The end of one organisation's chain, as a statement means it. */
export type SignedHead = { organizationId: string } & ChainHead;

/** A head as a leaf of the root. */
export const leafOf = ({ organizationId, seq, hash }: SignedHead): string =>
  canonicalJson({ organizationId, seq, hash });

/** The hash of a signed statement. */
export const statementHash = (statement: string): string =>
  createHash('sha256').update(statement).digest('hex');

/** The claims of the statement that follows one. @param heads of all chains, in the order of their organisations */
export function nextStatement(
  last: { claims: Pick<StatementClaims, 'seq' | 'since'>; statement: string } | undefined,
  heads: readonly SignedHead[],
  now: Date,
): StatementClaims {
  return {
    seq: (last?.claims.seq ?? 0) + 1,
    at: now.toISOString(),
    previous: last ? statementHash(last.statement) : EMPTY_CHAIN.hash,
    root: merkleRoot(heads.map(leafOf)),
    chains: heads.length,
    since: last?.claims.since ?? 1,
  };
}

/** A statement with the heads that it means; null when its root is not over them. */
export function headProof(
  claims: StatementClaims,
  heads: readonly SignedHead[],
  organizationId: string,
): { head: SignedHead; path: MerklePath } | null {
  const leaves = heads.map(leafOf);
  const index = heads.findIndex((head) => head.organizationId === organizationId);
  const head = heads[index];
  if (!head || merkleRoot(leaves) !== claims.root) return null;
  return { head, path: merklePath(leaves, index) };
}

/** Whether a statement speaks of this head. */
export const provesHead = (claims: StatementClaims, head: SignedHead, path: MerklePath): boolean =>
  path.count === claims.chains && rootOfPath(leafOf(head), path) === claims.root;
